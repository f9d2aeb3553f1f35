import Screen

/// Text from outside as a message may quote it: nothing in it can act on the terminal.
func visible(_ text: String) -> String { Glyphs.unicode.shown(text) }
