package import Sales

/// The keys that may send requests over HTTP, as a file holds them: only their hashes, one key a line.
///
/// A line is `HASH ACCESS DAY NAME`: the SHA-256 of the key in base 16, `read` or `write`, the day on which it was made,
/// and the user who the key's changes are recorded under.
package struct KeyRing: Hashable, Sendable {
  /// In the order in which they were made.
  package private(set) var entries: [Entry] = []

  /// One key without its secret.
  package struct Entry: Hashable, Sendable {
    /// The user who changes are recorded under.
    package let name: String
    package let access: Access
    package let made: Day
    fileprivate let hash: String
  }

  /// What a key may do.
  package enum Access: String, Hashable, Sendable {
    /// Requests with GET only.
    case read
    case write
  }

  /// A line that is not a key; how many lines stand before it.
  package struct Fault: Error, Hashable, Sendable {
    package let line: Int
  }

  package init() {}

  /// Reads a file of keys. Empty lines and lines that begin with # are left out. One line that is not a key makes the
  /// whole file invalid, since a key that is cut off must not look like one that was revoked.
  package init(_ text: String) throws(Fault) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let entry = Entry(line) else { throw Fault(line: index) }
      entries.append(entry)
    }
  }

  /// What the file holds.
  package var text: String { Self.head + entries.map { $0.line + "\n" }.joined() }

  private static let head = "# Keys of dealboard cgi, hashed: HASH ACCESS DAY NAME. Change it with dealboard keys.\n"

  /// Whether a line of the file can hold the name: text without control characters, of 255 characters at most.
  package static func isName(_ name: String) -> Bool {
    !name.isEmpty && name == name.trimmed && name.unicodeScalars.count <= Limits.nameLength
      && !name.unicodeScalars.contains {
        $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}"
      }
  }

  /// Adds a key made of 32 random bytes; nil when the name has one already.
  package mutating func add(
    _ name: String, _ access: Access, on day: Day, using random: inout some RandomNumberGenerator
  ) -> String? {
    guard self[name] == nil else { return nil }
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    let key = Self.prefix + Base64URL.encode(bytes)
    entries.append(Entry(name: name, access: access, made: day, hash: SHA256.hex(Array(key.utf8))))
    return key
  }

  /// By which scanners for lost secrets know a key.
  private static let prefix = "dbk_"

  /// Removes the key of that name; false when there is none.
  package mutating func revoke(_ name: String) -> Bool {
    let count = entries.count
    entries.removeAll { $0.name.folded == name.folded }
    return entries.count < count
  }

  /// The key of that user, whatever the case of its name.
  package subscript(name: String) -> Entry? { entries.first { $0.name.folded == name.folded } }

  /// The entry of that key; nil when there is none. It takes the same time wherever and whether the hash differs: every
  /// byte of every hash is compared.
  package func entry(of key: String) -> Entry? {
    let hash = Array(SHA256.hex(Array(key.utf8)).utf8)
    var found: Entry?
    for entry in entries {
      let difference = zip(entry.hash.utf8, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
      if difference == 0 { found = entry }
    }
    return found
  }
}

extension KeyRing.Entry {
  fileprivate init?(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    guard words.count == 4, words[0].utf8.count == 64, words[0].utf8.allSatisfy({ $0.isDigit || (97...102) ~= $0 }),
      let access = KeyRing.Access(rawValue: words[1]), let made = Day(words[2]), !words[3].trimmed.isEmpty
    else { return nil }
    self.init(name: words[3], access: access, made: made, hash: words[0])
  }

  fileprivate var line: String { "\(hash) \(access.rawValue) \(made) \(name)" }
}

extension String {
  fileprivate var folded: String { Sales.folded(self) }
}
