/// The bytes that ask the terminal to put a text into its clipboard (OSC 52), through whatever stands between.
///
/// tmux takes the sequence itself where `set-clipboard` is on, and hands it through, wrapped and with its escapes
/// doubled, where `allow-passthrough` is; it ignores the other one, so it gets both. GNU screen only hands through.
func clipboardSequence(_ text: String, isUnderTmux: Bool, isUnderScreen: Bool) -> [UInt8] {
  let plain = Array("\u{1b}]52;c;".utf8) + base64(Array(text.utf8)) + [0x07]
  if isUnderTmux {
    let doubled = plain.flatMap { $0 == 0x1b ? [0x1b, 0x1b] : [$0] }
    return plain + Array("\u{1b}Ptmux;".utf8) + doubled + Array("\u{1b}\\".utf8)
  }
  return isUnderScreen ? Array("\u{1b}P".utf8) + plain + Array("\u{1b}\\".utf8) : plain
}

/// RFC 4648 §4, with padding.
private func base64(_ bytes: [UInt8]) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var letters: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
    for place in 0..<4 {
      letters.append(place > group.count ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)])
    }
  }
  return letters
}
