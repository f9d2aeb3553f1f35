import Testing

@testable import Curses

@Suite("The clipboard of the terminal") struct ClipboardTests {
  @Test(
    "takes a text as base64", arguments: [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("¥é", "wqXDqQ==")])
  func encoded(text: String, letters: String) {
    let bytes = clipboardSequence(text, isUnderTmux: false, isUnderScreen: false)
    #expect(String(decoding: bytes, as: UTF8.self) == "\u{1b}]52;c;\(letters)\u{07}")
  }

  @Test("is reached through tmux and GNU screen")
  func wrapped() {
    let tmux = String(decoding: clipboardSequence("a", isUnderTmux: true, isUnderScreen: false), as: UTF8.self)
    #expect(tmux == "\u{1b}]52;c;YQ==\u{07}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{07}\u{1b}\\")
    let screen = String(decoding: clipboardSequence("a", isUnderTmux: false, isUnderScreen: true), as: UTF8.self)
    #expect(screen == "\u{1b}P\u{1b}]52;c;YQ==\u{07}\u{1b}\\")
  }
}
