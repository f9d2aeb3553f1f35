import Sales
import Support
import Testing

@testable import Contract

@Suite("SHA-256") struct SHA256Tests {
  @Test(
    "The digests are those of the standard's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func examples(text: String, digest: String) {
    #expect(SHA256.hex(Array(text.utf8)) == digest)
  }

  @Test("RFC 6234's example of a long repetition") func repetition() {
    let block = "0123456701234567012345670123456701234567012345670123456701234567"
    let digest = "594847328451bdfa85056225462cc1d867d877fb388df0ce35f25ab5562bfbb5"
    #expect(SHA256.hex(Array(String(repeating: block, count: 10).utf8)) == digest)
  }

  @Test("A message may end at every place of a block") func ends() {
    // Each digest is hashed again, so that one that is wrong makes the last one wrong.
    var chain: [UInt8] = []
    for count in 0...130 { chain = SHA256.hash([UInt8](repeating: 97, count: count) + chain) }
    #expect(SHA256.hex(chain) == "171105d59a7ec5325a95a5999123d34216db5c72ba319407513f10b0d5a0e75c")
  }
}

@Suite("The gateway's request") struct GatewayRequestTests {
  private func request(_ more: [String: String]) throws -> GatewayRequest {
    let usual = ["REQUEST_METHOD": "GET", "PATH_INFO": "/deals"]
    return try #require(GatewayRequest(usual.merging(more) { $1 }))
  }

  @Test("There is one where a web server speaks, and none else")
  func none() {
    #expect(GatewayRequest([:]) == nil)
    #expect(GatewayRequest(["REQUEST_METHOD": "", "PATH_INFO": "/deals"]) == nil)
    #expect(GatewayRequest(["REQUEST_METHOD": "GET"])?.target == "/")
  }

  @Test(
    "The path was decoded by the server, and empty segments are dropped",
    arguments: [
      ("", "", "/"), ("/deals", "", "/deals"), ("/deals", "limit=1", "/deals?limit=1"),
      ("//x///y", "", "/x/y"), ("/deals/", "a=%2F&b", "/deals?a=%2F&b"), ("/a b?c%41", "", "/a%20b%3Fc%2541"),
      ("/é", "", "/%C3%A9"),
    ])
  func target(path: String, query: String, target: String) throws {
    #expect(try request(["PATH_INFO": path, "QUERY_STRING": query]).target == target)
  }

  @Test(
    "The length of the body is what the server says of it, in any of the ways that servers have",
    arguments: [
      (nil, nil, .unknown), ("", nil, .unknown), ("0", nil, .bytes(0)), ("12", nil, .bytes(12)),
      (nil, "chunked", .toTheEnd), ("", "gzip, Chunked", .toTheEnd), ("-1", nil, .toTheEnd),
      ("7", "chunked", .bytes(7)),
      ("x", nil, .invalid), ("-", nil, .invalid), ("1 2", nil, .invalid), ("+1", nil, .invalid),
      ("99999999999999999999", nil, .bytes(.max)),
    ] as [(String?, String?, GatewayRequest.BodyLength)])
  func length(length: String?, encoding: String?, expected: GatewayRequest.BodyLength) throws {
    var variables: [String: String] = [:]
    variables["CONTENT_LENGTH"] = length
    variables["HTTP_TRANSFER_ENCODING"] = encoding
    #expect(try request(variables).length == expected)
  }

  @Test("The key is in one of two headers")
  func key() throws {
    #expect(try request([:]).key == nil)
    #expect(try request(["HTTP_X_API_KEY": "dbk_a"]).key == "dbk_a")
    #expect(try request(["HTTP_AUTHORIZATION": "bearer  dbk_a"]).key == "dbk_a")
    #expect(try request(["HTTP_AUTHORIZATION": "Basic YTpi"]).key == nil)
    #expect(try request(["HTTP_AUTHORIZATION": "Bearer"]).key == nil)
  }

  @Test("An answer has its status as a header, lines end with CR LF, and only a body that is sent has a length")
  func answers() throws {
    let made = Response(status: 201, .object([JSON.Member("name", .string("é"))]))
    let head = "Status: 201 Created\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
    #expect(
      String(decoding: made.cgi(isHead: false), as: UTF8.self) == head + "Content-Length: 13\r\n\r\n{\"name\":\"é\"}")
    #expect(String(decoding: made.cgi(isHead: true), as: UTF8.self) == head + "\r\n")
    let deleted = String(decoding: Response.deleted.cgi(isHead: false), as: UTF8.self)
    #expect(deleted == "Status: 204 No Content\r\nCache-Control: no-store\r\n\r\n")
  }
}

@Suite("The file of keys") struct KeyRingTests {
  private let day = Day(number: 20_000)
  private var random = SeededGenerator(seed: 1)

  @Test("holds hashes, one key a line, and reads what it wrote")
  mutating func file() throws {
    var ring = KeyRing()
    let ana = try #require(ring.add("ana", .write, on: day, using: &random))
    let bo = try #require(ring.add("Bo van Dyk", .read, on: day, using: &random))
    #expect(ana.hasPrefix("dbk_") && ana.utf8.count == 47 && ana != bo)
    #expect(
      !ring.text.contains(ana.dropFirst(4)) && ring.text.contains("\(SHA256.hex(Array(ana.utf8))) write \(day) ana\n"))
    #expect(try KeyRing(ring.text) == ring)
    #expect(try KeyRing("# a comment\n\n" + ring.text).entries == ring.entries)
    #expect(ring.entry(of: ana)?.name == "ana" && ring.entry(of: bo)?.access == .read)
    #expect(
      ring.entry(of: "") == nil && ring.entry(of: ana + "x") == nil && ring.entry(of: String(ana.dropLast())) == nil)
  }

  @Test("has one key for each user, which can be revoked")
  mutating func names() throws {
    var ring = KeyRing()
    let key = try #require(ring.add("ana", .write, on: day, using: &random))
    #expect(ring.add("Ana", .read, on: day, using: &random) == nil)
    #expect(!ring.revoke("bo") && ring.entry(of: key) != nil)
    #expect(ring.revoke("ANA") && ring.entry(of: key) == nil)
  }

  @Test(
    "is refused whole when one line is not a key",
    arguments: [
      "x write 2026-12-01 ana", "HASH admin 2026-12-01 ana", "HASH write 2026-13-01 ana", "HASH write 2026-12-01",
      "HASH write 2026-12-01 ", "HASH  write 2026-12-01 ana", "HA",
    ])
  func faults(line: String) {
    let hash = String(repeating: "0", count: 64)
    let good = "\(hash) read 2026-12-01 bo\n"
    #expect(throws: KeyRing.Fault(line: 1)) { try KeyRing(good + line.replacing("HASH", with: hash)) }
  }

  @Test("takes names that a line can hold", arguments: [("ana", true), ("", false), (" a", false), ("a␊b", false)])
  func lines(name: String, isName: Bool) {
    #expect(KeyRing.isName(name.withControls) == isName)
  }
}
