//! Words: three vocabularies that look like languages and fall as words in texts do, a few of them all the time.
//!
//! English, Chinese and Arabic begin with words that really are the commonest; the others are put together from
//! syllables, characters and letters. No text of anyone's is in them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Tongue;
use crate::Dice;

/// How many words a vocabulary has. A novel has about half as many.
const WORDS: usize = 24_000;

/// The words of a language, commonest first.
#[derive(Debug)]
pub struct Vocabulary {
    words: Vec<String>,
    /// Of each word, the weights of all up to it.
    sums: Vec<u64>,
}

impl Vocabulary {
    /// The vocabulary of a language.
    pub fn of(tongue: Tongue) -> &'static Self {
        static ALL: LazyLock<[Vocabulary; 3]> =
            LazyLock::new(|| [english(), chinese(), arabic()].map(Vocabulary::new));
        &ALL[tongue as usize]
    }

    /// The word of this rank, 0 for the commonest.
    pub fn word(&self, rank: usize) -> &str {
        &self.words[rank]
    }

    /// A word, common ones more often: the second half as often as the first, the tenth a tenth (Zipf's law).
    pub fn draw(&self, dice: &mut Dice) -> &str {
        let total = self.sums.last().copied().unwrap_or(1);
        let at = dice.below(total);
        &self.words[self.sums.partition_point(|sum| *sum <= at)]
    }

    fn new(words: Vec<String>) -> Self {
        // Whole numbers, because sums of fractions may differ between machines.
        let weights = (0..words.len() as u64).map(|rank| 1_000_000_000_000 / (rank + 3));
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect(), words }
    }
}

/// Fills a vocabulary up with new words.
fn fill(
    common: impl Iterator<Item = String>,
    seed: u64,
    make: impl Fn(&mut Dice, usize) -> String,
) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut words: Vec<String> = common.filter(|word| seen.insert(word.clone())).collect();
    let mut dice = Dice::new(seed);
    while words.len() < WORDS {
        let word = make(&mut dice, words.len());
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

const ENGLISH: &str = "the of and to a in is that for it was on are as with they at be this have from or one had by but \
    not what all were we when your can said there use an each which she do how their if will up other about out many then \
    them these so some her would make like him into time has look two more write go see number no way could people my than \
    first water been call who oil its now find long down day did get come made may part over new year work market company \
    report city network week plan price service world state";

fn english() -> Vec<String> {
    const ONSETS: [&str; 24] = [
        "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pr", "r", "s", "st",
        "t", "tr", "v", "w", "sh",
    ];
    const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ai", "ou"];
    const CODAS: [&str; 12] = ["", "", "", "", "n", "r", "l", "s", "nd", "rk", "st", "lt"];
    const ENDS: [&str; 10] = ["ing", "er", "ly", "tion", "ment", "al", "ive", "ness", "able", "ed"];
    fill(ENGLISH.split_whitespace().map(str::to_owned), 1, |dice, rank| {
        let syllables = if rank < 1_000 { 1 } else { dice.between(1..=3) };
        let mut word = String::new();
        for _ in 0..=syllables / 2 {
            word.push_str(dice.pick(&ONSETS));
            word.push_str(dice.pick(&VOWELS));
            word.push_str(dice.pick(&CODAS));
        }
        if syllables == 3 {
            word.push_str(dice.pick(&ENDS));
        }
        word
    })
}

const CHINESE: &str = "的 是 在 了 和 不 有 我们 他们 这 也 就 都 对 中国 可以 一个 没有 公司 市场 发展 技术 企业 经济 问题 工作 \
    国家 社会 服务 产品 数据 网络 信息 管理 研究 城市 投资 项目 政府 国际";

/// Characters that many words are made of.
const CHARACTERS: &str = "人大上下出来国年时会生发成作用工方法现分行产业经理家学力动电机体全部新开高长面本定量民市场自主同后\
    进关点应度性海水公路交通设计保金合情意外东西南北平安地天气线数字光声速科教文化音乐书报记者编辑印刷网站页";

fn chinese() -> Vec<String> {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    fill(CHINESE.split_whitespace().map(str::to_owned), 2, |dice, rank| {
        let length = if rank < 12_000 && !dice.one_in(8) { 2 } else { 3 };
        (0..length).map(|_| dice.pick(&characters)).collect()
    })
}

const ARABIC: &str = "في من على إلى أن هذا التي الذي عن مع كان هو هي لا ما بين بعد قبل كل قد ذلك هذه عند لم أو شركة سوق مدينة \
    خدمة شبكة خبر عالم دولة يوم عام";

fn arabic() -> Vec<String> {
    let letters: Vec<char> = "بتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    fill(ARABIC.split_whitespace().map(str::to_owned), 3, |dice, _| {
        // A root of three letters in one of the usual moulds.
        let [a, b, c] = std::array::from_fn(|_| dice.pick(&letters));
        match dice.between(0..=7) {
            0 => format!("{a}{b}{c}"),
            1 => format!("{a}ا{b}{c}"),
            2 => format!("م{a}{b}و{c}"),
            3 => format!("ال{a}{b}{c}"),
            4 => format!("ال{a}{b}ا{c}"),
            5 => format!("{a}{b}ي{c}"),
            6 => format!("ت{a}{b}ي{c}"),
            _ => format!("{a}{b}{c}ات"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_fall_often_and_rare_ones_do_fall() {
        for tongue in Tongue::ALL {
            let vocabulary = Vocabulary::of(tongue);
            let mut dice = Dice::new(7);
            let drawn: Vec<_> = (0..100_000).map(|_| vocabulary.draw(&mut dice)).collect();
            let count = |word: &str| drawn.iter().filter(|drawn| **drawn == word).count();
            let first = count(vocabulary.word(0));
            assert!((2_500..6_000).contains(&first), "{tongue:?}: the commonest fell {first} times");
            let distinct: HashSet<_> = drawn.iter().collect();
            assert!(distinct.len() > 8_000, "{tongue:?}: only {} words fell", distinct.len());
        }
    }
}
