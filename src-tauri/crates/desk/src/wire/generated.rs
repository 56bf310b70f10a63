//! The TypeScript of the wire, generated.

#[cfg(test)]
mod tests {
    use std::path::Path;

    use ts_rs::{Config, TS};

    use crate::error::{Code, Tone};
    use crate::wire::{
        ArticleFilter, ArticlePage, ArticleRow, ArticleText, BackupState, BackupView, Beginning, Board,
        BoardLine, BoardPlace, CategoryShelf, ChangeTag, Changes, Compared, ComparedField, ComparedPart,
        Comparison, CounterTried, CoverPicture, CoverView, DateKind, DictionaryShelf, DoctorNote,
        DoctorOutcome, DoctorReport, DoctorStep, DoctorWord, ExportReport, Failure, FieldWord, FileNote,
        Finding, FormSettings, Going, GoingPlace, HalfTyped, How, ImportReport, JobStateWord, JobStepWord,
        KindWord, LackWord, LanguageShelf, LedgerWord, LeftFile, LeftReason, LibrarySettings, LibraryStatus,
        ListOrder, Made, Mark, NoteName, NoteView, Op, OrderWord, OutboxCounts, OutboxItem, OutboxPage,
        PartField, Pasted, PictureTaken, Piece, Plan, PlanStep, PreviewPage, PreviewPatch, PreviewPicture,
        PreviewSheet, Publication, PublishPlace, PublishState, PublishStep, PutBack, RecentLibrary,
        RecipeFlaw, RecipeRequest, RecipeView, RemarkReason, Replayed, RevisionView, Saved, SearchHit,
        SearchReply, ServerWord, SettingsShown, Shelves, ShippedRecipe, SiteBack, SiteChoice, SiteDiff,
        SitePaths, SiteRelease, SiteReleases, SiteSettings, SiteShades, SpellingOf, Spelt, StandingWord,
        StatusCount, StatusWord, TagShelf, TakenFile, TargetSettings, TextCounts, TranslationView,
        VersionView, WhoWord, WhyWord, WishWord, Work, WorkProgress, WorkStage,
    };

    const HEAD: &str = "// Generated from galley-desk's wire types; do not edit. Refresh: GALLEY_REFRESH=1 cargo test -p galley-desk wire\n";

    fn declarations() -> String {
        let config = Config::default();
        let mut text = HEAD.to_owned();
        macro_rules! declare {
            ($($wire:ty),* $(,)?) => {$(
                text.push_str("\nexport ");
                text.push_str(&tidy(&<$wire>::decl(&config)));
                text.push('\n');
            )*};
        }
        declare!(
            StatusWord,
            KindWord,
            DateKind,
            LibraryStatus,
            StatusCount,
            ArticleFilter,
            OrderWord,
            ListOrder,
            ArticleRow,
            ArticlePage,
            Mark,
            SearchHit,
            SearchReply,
            RevisionView,
            Op,
            ChangeTag,
            Changes,
            ArticleText,
            HalfTyped,
            TextCounts,
            TranslationView,
            VersionView,
            CoverPicture,
            CoverView,
            Saved,
            Made,
            Replayed,
            Compared,
            ComparedField,
            FieldWord,
            Comparison,
            ComparedPart,
            PartField,
            WhoWord,
            Piece,
            How,
            Pasted,
            PictureTaken,
            SpellingOf,
            DictionaryShelf,
            Spelt,
            Shelves,
            CategoryShelf,
            TagShelf,
            LanguageShelf,
            Publication,
            Plan,
            PlanStep,
            PublishPlace,
            TargetSettings,
            SiteSettings,
            FormSettings,
            CounterTried,
            Going,
            GoingPlace,
            SiteChoice,
            SiteShades,
            OutboxItem,
            OutboxCounts,
            OutboxPage,
            NoteView,
            NoteName,
            WishWord,
            JobStateWord,
            JobStepWord,
            WhyWord,
            StandingWord,
            Board,
            BoardLine,
            BoardPlace,
            LedgerWord,
            ServerWord,
            DoctorReport,
            DoctorStep,
            DoctorWord,
            DoctorOutcome,
            DoctorNote,
            ShippedRecipe,
            RecipeView,
            RecipeFlaw,
            LackWord,
            RecipeRequest,
            PublishStep,
            PublishState,
            PreviewPage,
            PreviewSheet,
            PreviewPatch,
            PreviewPicture,
            ImportReport,
            TakenFile,
            FileNote,
            RemarkReason,
            Finding,
            LeftFile,
            LeftReason,
            Work,
            WorkStage,
            WorkProgress,
            ExportReport,
            Beginning,
            RecentLibrary,
            BackupView,
            BackupState,
            PutBack,
            SettingsShown,
            LibrarySettings,
            SiteReleases,
            SiteRelease,
            SiteDiff,
            SitePaths,
            SiteBack,
            Code,
            Tone,
            Failure,
        );
        text
    }

    /// One field a line, each under a comment of one line.
    fn tidy(declaration: &str) -> String {
        let lines = declaration.replace("\n/**\n * ", "\n  /** ").replace("\n */\n", " */\n  ");
        lines.replace(", \n", ",\n").replace("{ \n", "{\n").replace(", };", ",\n};")
    }

    #[test]
    fn the_committed_typescript_is_the_generated_one() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/wire/index.ts");
        let generated = declarations();
        if std::env::var_os("GALLEY_REFRESH").is_some() {
            std::fs::write(&path, &generated).expect("the repository can be written to");
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(committed, generated, "refresh with: GALLEY_REFRESH=1 cargo test -p galley-desk wire");
    }
}
