-- Width and height of media are those that a picture is shown with; they were those of its pixels as they lie in the file. Which ones lie on
-- their side only the files can tell: `media::stand_upright` follows this.
INSERT INTO state (number, name) SELECT number, lower(hex(randomblob(16))) FROM next_state;
