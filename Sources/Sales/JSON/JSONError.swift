/// Why bytes are no JSON that is accepted here, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// How many bytes come before the fault.
  package let offset: Int
  package let fault: Fault

  package init(_ fault: Fault, at offset: Int) {
    self.offset = offset
    self.fault = fault
  }

  /// What is wrong with the text.
  package enum Fault: Hashable, Sendable {
    case tooLong
    case byteOrderMark
    case notUTF8
    case unfinished
    case expected(Expected)
    case trailingComma
    case number
    case escape
    case loneSurrogate
    case controlCharacter
    /// The name of a member that its object has already.
    case duplicate(String)
    case tooDeep
    case tooManyValues
  }

  /// What should have stood where something else does.
  package enum Expected: Hashable, Sendable {
    case value, name, colon, commaOrBracket, commaOrBrace, end
  }

  /// One English sentence that says where and what.
  package var sentence: String { "The JSON is wrong at byte \(offset): \(fault.phrase)." }
}

extension JSONError.Fault {
  fileprivate var phrase: String {
    switch self {
    case .tooLong: "it is longer than \(JSON.Limits.bytes) bytes"
    case .byteOrderMark: "it must not begin with a byte order mark"
    case .notUTF8: "this is not UTF-8"
    case .unfinished: "it ends too early"
    case .expected(let expected): expected.phrase
    case .trailingComma: "a comma must be followed by another item"
    case .number: "this is not a number as JSON writes them"
    case .escape: "there is no such escape"
    case .loneSurrogate: "this is half of a surrogate pair"
    case .controlCharacter: "a control character in text must be escaped"
    case .duplicate(let name): "the object has two members named “\(name.brief)”"
    case .tooDeep: "it is nested deeper than \(JSON.Limits.depth) levels"
    case .tooManyValues: "it holds more than \(JSON.Limits.values) values"
    }
  }
}

extension JSONError.Expected {
  fileprivate var phrase: String {
    switch self {
    case .value: "a value is expected here"
    case .name: "the name of a member in double quotes is expected here"
    case .colon: "a colon is expected here"
    case .commaOrBracket: "a comma or a closing bracket is expected here"
    case .commaOrBrace: "a comma or a closing brace is expected here"
    case .end: "nothing may follow the value"
    }
  }
}

extension String {
  /// Short enough for a sentence, whatever was sent.
  package var brief: String {
    let limit = 64
    return unicodeScalars.count <= limit ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) + "…"
  }
}
