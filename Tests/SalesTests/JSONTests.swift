import Sales
import Support
import Testing

@Suite("JSON, RFC 8259") struct JSONTests {
  @Test(
    "what JSON allows is read, and written back compact",
    arguments: [
      ("null", "null"), (" true ", "true"), ("␉␍␊ false", "false"), ("\"\"", "\"\""), ("[]", "[]"), ("{ }", "{}"),
      ("[ 1 , [ ] , { \"a\" : [ null ] } ]", "[1,[],{\"a\":[null]}]"),
      ("{\"b\":1,\"a\":2,\"B\":3}", "{\"b\":1,\"a\":2,\"B\":3}"),
      ("[0,-0,10,0.10,1e5,1E+05,-1.5e-3]", "[0,-0,10,0.10,1e5,1E+05,-1.5e-3]"),
      ("123456789012345678901234567890.000", "123456789012345678901234567890.000"), ("1e999", "1e999"),
      (#""\"\\\/\b\f\n\r\tA""#, #""\"\\/\b\f\n\r\tA""#), (#""\u0041\u00e9\u20AC""#, "\"Aé€\""),
      (#""\ud83d\ude00""#, "\"😀\""), (#""\u0000""#, #""\u0000""#), (#""\uFFFF""#, "\"\u{FFFF}\""),
      ("\"é😀\u{FEFF}\"", "\"é😀\u{FEFF}\""), ("\"␡\"", #""\u007f""#),
      ("\"\u{202E}\u{2028}\u{2066}\u{61C}\u{200F}\"", #""\u202e\u2028\u2066\u061c\u200f""#),
      ("{\"\":1,\" \":2}", "{\"\":1,\" \":2}"), ("{\"é\":1,\"e\u{301}\":2}", "{\"é\":1,\"e\u{301}\":2}"),
    ])
  func accepted(text: String, compact: String) throws {
    let written = try JSON(text.withControls).text
    // By bytes: for Swift's == the two spellings of an accent are one.
    #expect(Array(written.utf8) == Array(compact.utf8))
    #expect(try JSON(written).text.utf8.elementsEqual(written.utf8))
  }

  @Test("controls of the second set are written as escapes")
  func secondSet() throws {
    #expect(try JSON("\"\u{80}\u{9B}\"").text == #""\u0080\u009b""#)
  }

  @Test(
    "what JSON forbids is refused where it stands",
    arguments: [
      ("", .unfinished, 0), ("  ", .unfinished, 2), ("\u{FEFF}{}", .byteOrderMark, 0), ("[1,]", .trailingComma, 3),
      ("{\"a\":1, }", .trailingComma, 8), ("[,1]", .expected(.value), 1), ("[1 2]", .expected(.commaOrBracket), 3),
      ("[1}", .expected(.commaOrBracket), 2), ("{\"a\" 1}", .expected(.colon), 5), ("{a:1}", .expected(.name), 1),
      ("{'a':1}", .expected(.name), 1), ("{1:1}", .expected(.name), 1), ("{\"a\":1;}", .expected(.commaOrBrace), 6),
      ("{,}", .expected(.name), 1), ("1 2", .expected(.end), 2), ("{}{}", .expected(.end), 2),
      ("NaN", .expected(.value), 0), ("nan", .expected(.value), 1), ("Infinity", .expected(.value), 0),
      ("-Infinity", .number, 1), ("True", .expected(.value), 0), ("tru", .unfinished, 3),
      ("nul1", .expected(.value), 3),
      ("01", .number, 0), ("-01", .number, 1), ("+1", .expected(.value), 0), ("1.", .unfinished, 2),
      ("1.x", .number, 2), (".5", .expected(.value), 0), ("1e", .unfinished, 2), ("[1e]", .number, 3),
      ("-", .unfinished, 1), ("0x10", .expected(.end), 1), ("1_000", .expected(.end), 1), ("\"a", .unfinished, 2),
      ("\"a\nb\"", .controlCharacter, 2), ("\"␀\"", .controlCharacter, 1), ("␀", .expected(.value), 0),
      ("[1]␀", .expected(.end), 3), (#""\x""#, .escape, 1), (#""\u12G4""#, .escape, 1), (#""\u12"#, .unfinished, 5),
      (#""\ud800""#, .loneSurrogate, 1), (#""\udc00""#, .loneSurrogate, 1), (#""\ud800\ud800""#, .loneSurrogate, 1),
      (#""\ud800\n""#, .loneSurrogate, 1), (#""a\ud83dx""#, .loneSurrogate, 2), (#""\ud800\ue000""#, .loneSurrogate, 1),
      (#""\udbff\udbff""#, .loneSurrogate, 1), (#""\ud800\u12"#, .unfinished, 11), ("\"\\", .unfinished, 2),
      ("{\"a\":1,\"b\":2,\"a\":3}", .duplicate("a"), 13), (#"{"a":1,"\u0061":3}"#, .duplicate("a"), 7),
      ("[1] // no", .expected(.end), 4), ("/**/1", .expected(.value), 0), ("\u{A0}1", .expected(.value), 0),
    ] as [(String, JSONError.Fault, Int)])
  func refused(text: String, fault: JSONError.Fault, offset: Int) {
    #expect(throws: JSONError(fault, at: offset)) { try JSON(text.withControls) }
  }

  @Test(
    "bytes that are no UTF-8 are refused where they stand",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xE0, 0x80, 0x80],
      [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80], [0x22, 0xF0, 0x80, 0x80, 0x80],
      [0x22, 0xE2, 0x82], [0x22, 0xF0, 0x9F, 0x98, 0x22], [0x22, 0xF5, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError(.notUTF8, at: 1)) { try JSON(utf8: bytes) }
  }

  @Test("other encodings are refused")
  func otherEncodings() {
    #expect(throws: JSONError(.notUTF8, at: 0)) { try JSON(utf8: [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]) }
    #expect(throws: JSONError(.expected(.name), at: 1)) { try JSON(utf8: [0x7B, 0, 0x7D, 0]) }
  }

  @Test("names are told apart by their bytes in a large object too")
  func manyNames() throws {
    let members = (0..<500).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSON("{\(members)}")["m499"]?.wholeNumber == 499)
    for name in ["m0", "m7", "m8", "m250", "m499"] {
      #expect(throws: JSONError(.duplicate(name), at: members.utf8.count + 2)) {
        try JSON("{\(members),\"\(name)\":1}")
      }
    }
  }

  @Test("64 levels are read and 65 are refused")
  func depth() throws {
    let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(try JSON(deepest).text == deepest)
    #expect(throws: JSONError(.tooDeep, at: 64)) { try JSON("[\(deepest)]") }
    let objects = String(repeating: "{\"a\":", count: 64)
    #expect(try JSON(objects + "1" + String(repeating: "}", count: 64)).text.utf8.count == 64 * 6 + 1)
    #expect(throws: JSONError(.tooDeep, at: 320)) { try JSON(objects + "{}") }
    #expect(throws: JSONError(.tooDeep, at: 64)) { try JSON(String(repeating: "[", count: 1_000_000)) }
  }

  @Test("a body is bounded in bytes and in values")
  func size() {
    let bytes = [UInt8](repeating: 0x20, count: JSON.Limits.bytes + 1)
    #expect(throws: JSONError(.tooLong, at: JSON.Limits.bytes)) { try JSON(utf8: bytes) }
    let values = "[" + String(repeating: "1,", count: JSON.Limits.values)
    #expect(throws: JSONError(.tooManyValues, at: values.utf8.count - 2)) { try JSON(values) }
  }

  @Test(
    "only a whole number from 0 to Int64.max, written as such, is one",
    arguments: [
      ("0", 0), ("9223372036854775807", Int64.max), ("9223372036854775808", nil), ("-1", nil), ("-0", nil),
      ("1.0", nil), ("1e3", nil), ("\"1\"", nil), ("true", nil), ("null", nil), ("[1]", nil),
    ])
  func wholeNumber(text: String, number: Int64?) throws {
    #expect(try JSON(text).wholeNumber == number)
  }

  @Test("every fault has one sentence that says where")
  func sentences() {
    let faults: [JSONError.Fault] = [
      .tooLong, .byteOrderMark, .notUTF8, .unfinished, .trailingComma, .number, .escape, .loneSurrogate,
      .controlCharacter, .duplicate("a"), .tooDeep, .tooManyValues, .expected(.value), .expected(.name),
      .expected(.colon), .expected(.commaOrBracket), .expected(.commaOrBrace), .expected(.end),
    ]
    let sentences = faults.map { JSONError($0, at: 7).sentence }
    #expect(Set(sentences).count == faults.count)
    for sentence in sentences { #expect(sentence.hasPrefix("The JSON is wrong at byte 7: ") && sentence.last == ".") }
    let long = JSONError(.duplicate(String(repeating: "x", count: 100_000)), at: 0).sentence
    #expect(long.utf8.count < 200)
  }
}
