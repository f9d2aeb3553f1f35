import Screen

// The keys, from the keymap's table.
extension Painter {
  mutating func paintHelp(top: Int, search: LineEditor?) {}
}
