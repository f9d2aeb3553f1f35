import Foundation
import Testing

@Suite("The release") struct ReleaseTests {
  @Test("that the page of changes tells of first is the one that the program says it is") func changes() throws {
    let source = try Repository.text("Sources/Commands/Release.swift")
    let version = try #require(source.firstMatch(of: /version = "([^"]+)"/)?.1)
    let date = try #require(source.firstMatch(of: /date = "([^"]+)"/)?.1)
    let page = try Repository.lines("Sources/Commands/Commands.docc/Changes.md")
    #expect(page.first { $0.hasPrefix("## ") } == "## \(version), \(date)")
  }

  @Test("is named in no other file of Sources") func once() throws {
    let source = try Repository.text("Sources/Commands/Release.swift")
    let version = try #require(source.firstMatch(of: /version = "([^"]+)"/)?.1)
    for file in Repository.swiftFiles(under: "Sources") where !file.hasSuffix("/Release.swift") {
      #expect(!(try Repository.text(file)).contains("\"\(version)\""), "\(file)")
    }
  }
}
