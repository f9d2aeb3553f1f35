import Foundation
import Testing

@Suite("The house rules") struct HouseTests {
  private static let longest = 300

  @Test("no file has more than 300 lines") func lengths() throws {
    for file in Repository.swiftFiles(under: "Sources") + Repository.swiftFiles(under: "Tests") {
      let count = try Repository.lines(file).count - 1
      #expect(count <= Self.longest, "\(file) has \(count) lines")
    }
  }

  @Test("Sources have no try!, as! and no forced unwrap") func force() throws {
    for file in Repository.swiftFiles(under: "Sources") {
      let lines = SwiftCode(try Repository.text(file)).text.split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() {
        #expect(!forces(line), "\(file):\(number + 1): \(line)")
      }
    }
  }

  @Test("the check for force sees it, and nothing else") func forceItself() {
    let forced = ["x = y!", "a.b!.c", "f(x)!", "list[0]!", "try! run()", "x as! Int", #"t = "a \(b! + "c!") d""#]
    for line in forced { #expect(forces(SwiftCode(line).text[...]), "\(line)") }
    let free = ["if !x {", "a != b", "let t = \"Stop!\"", "// really!", ##"#"a! "b"!"#"##, "f(!x)", "x = try? run()"]
    for line in free { #expect(!forces(SwiftCode(line).text[...]), "\(line)") }
  }

  @Test("no argument of a test has a control character, which would act on the terminal that prints it")
  func arguments() throws {
    for file in Repository.swiftFiles(under: "Tests") {
      for (number, line) in try Repository.lines(file).enumerated() {
        #expect(!argues(line), "\(file):\(number + 1): write controls by their pictures, String.withControls")
      }
    }
  }

  @Test("the check for control characters sees them, and nothing else") func argumentsThemselves() {
    let acting = [
      #"  ("\u{1B}[A", "up"),"#, #"@Test("x", arguments: ["a\0b"])"#, #"("\u{9b}m", 1)"#, #"("a\r\nb", 2)"#,
    ]
    for line in acting { #expect(argues(line[...]), "\(line)") }
    let free = [#"  ("␛[A", "up"),"#, ##"(#"a\u{1b}\r"#, 1)"##, #"("e\u{301}", 1)"#, #"let x = "\u{1b}""#]
    for line in free { #expect(!argues(line[...]), "\(line)") }
  }

  /// A row of arguments, or the argument of a test itself, with a control in a literal that is not raw.
  private func argues(_ line: Substring) -> Bool {
    guard line.contains("arguments:") || line.drop(while: \.isWhitespace).hasPrefix("(") else { return false }
    let control = /\\(r|0|u\{0*([01]?[0-9a-f]|7f|[89][0-9a-f])\})/.ignoresCase()
    return line.replacing(/#".*?"#/, with: "").contains(control)
  }

  /// An exclamation mark right after a value or a word, unless it begins `!=`.
  private func forces(_ line: Substring) -> Bool {
    zip(line, line.dropFirst()).enumerated().contains { place, pair in
      let (before, mark) = pair
      let next = line.dropFirst(place + 2).first
      return mark == "!" && next != "=" && (before.isLetter || before.isNumber || "_)]}\"".contains(before))
    }
  }

  @Test("nothing names a place on the machine it was written on") func places() throws {
    let home = FileManager.default.homeDirectoryForCurrentUser.path
    for file in try Repository.files() {
      guard let text = try? Repository.text(file) else { continue }
      // Tests tell of homes that do not exist, and somebody's may be called the same; `/` would be found anywhere.
      let places = file.hasPrefix("Tests/") ? [Repository.root] : [Repository.root, home]
      for place in places where place.count > 2 {
        #expect(!text.contains(place + "/"), "\(file) names \(place)")
      }
    }
  }

  @Test("a section of the contract that a comment names is on the contract's page") func sections() throws {
    let page = try Repository.lines("Sources/Contract/Contract.docc/Contract.md")
    let known = Set(page.filter { $0.hasPrefix("## §") }.compactMap { $0.dropFirst(4).split(separator: " ").first })
    #expect(known.count == 8)
    for file in Repository.swiftFiles(under: "Sources") {
      // `contract §1, §3 to §7` names several.
      for line in try Repository.lines(file) where line.contains("contract §") {
        let named = line.split(separator: "§").dropFirst().map { $0.prefix(while: \.isNumber) }
        for section in named { #expect(known.contains(section), "\(file) names §\(section)") }
      }
    }
  }

  @Test("the top level holds these and dot files alone") func topLevel() throws {
    let names = Set(try Repository.files().compactMap { $0.split(separator: "/").first.map(String.init) })
    let allowed: Set<String> = ["Package.swift", "Sources", "Tests", "README.md", "screenshots", "findings"]
    #expect(names.filter { !$0.hasPrefix(".") }.subtracting(allowed) == [])
    #expect(names.isSuperset(of: ["Package.swift", "Sources", "Tests"]))
  }
}
