import Sales
import Testing

@testable import Commands

/// The text in an encoding of one byte a letter.
private func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
  let table = LegacyTable.scalars(of: encoding)
  return try text.unicodeScalars.map { scalar in
    if scalar.isASCII { return UInt8(scalar.value) }
    return UInt8(0x80 + (try #require(table.firstIndex(of: scalar))))
  }
}

@Suite("Letters of one byte") struct ImportEncodingTests {
  @Test(
    "are read in the encoding of the language that they are of",
    arguments: [
      ("Łódź;Świdnica;żółw", TextEncoding.windows1250), ("Zażółć gęślą jaźń", .windows1250),
      ("Dvořák;Jiří Novák;Šťastná", .windows1250), ("Nováček", .windows1250),
      ("Kőszegi Gyűjtő, Fővárosi út", .windows1250),
      ("Žilina;Ľubica;Šaľa", .windows1250), ("Название сделки;Берёза", .windows1251), ("Київ;Їжак", .windows1251),
      ("Επωνυμία;Αθήνα", .windows1253), ("Kızılağaç;Şirket;Müşteri;Yılmaz", .windows1254),
      ("Müller;Größe;Österreich", .windows1252), ("Société Générale;Hôtel;Forêt;cœur", .windows1252),
      ("Peña;Muñoz;García;São Paulo;Ações", .windows1252), ("Città;perché;più", .windows1252),
      ("Søren Ångström;Årsrapport;Ægir", .windows1252), ("12 m³;n° 5;1º;€ 5;½;±2", .windows1252),
      ("Müller;Société;Peña;Søren;São;Città", .windows1252), ("Renée", .windows1252),
      ("¥ 100;£ 5;© Acme®", .windows1252),
    ])
  func languages(text: String, encoding: TextEncoding) throws {
    let decoded = DecodedText(try bytes(text, encoding))
    #expect(decoded.encoding == encoding)
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
    #expect((decoded.guessedWord == nil) == (encoding == .windows1252))
  }

  @Test("every encoding can be stated, reads each of its letters, and is kept by its name")
  func stated() throws {
    for encoding in TextEncoding.allCases where encoding != .utf8 && encoding != .utf16 {
      #expect(TextEncoding(typed: encoding.rawValue) == encoding)
      let text = String(String.UnicodeScalarView(LegacyTable.scalars(of: encoding).filter(\.properties.isAlphabetic)))
      #expect(text.count > 60)
      let decoded = DecodedText(try bytes(text, encoding), stated: encoding)
      #expect(decoded.encoding == encoding && String(decoding: decoded.utf8, as: UTF8.self) == text)
      #expect(decoded.guessedWord == nil)
    }
  }

  @Test("a report says which letters it saw, and an option names another encoding")
  func report() throws {
    let imports = ImportCase()
    let file = try bytes("Deal Name;Company;Amount\nŁódź;Żory;100\n", .windows1250)
    #expect(imports.run(bytes: file) == 0)
    #expect(imports.deals.map(\.name) == ["Łódź"])
    #expect(imports.said.contains("The letters look like Windows-1250, as in \"Łódź\". --encoding names another"))
    let stated = ImportCase()
    #expect(stated.run(bytes: file, "--encoding latin-1") == 0)
    #expect(stated.deals.map(\.name) == ["£ód\u{178}"] || stated.deals.map(\.name) == ["£ódŸ"])
    #expect(!stated.said.contains("look like"))
  }
}
