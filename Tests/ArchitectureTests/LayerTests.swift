import Testing

/// Which target may import what. Each line's own modules stand in lines above it.
struct Layer {
  let target: String
  /// Modules of this package.
  let modules: Set<String>
  /// What comes with the toolchain.
  let system: Set<String>
  /// Programs that it starts, and that are built with it but not imported.
  let programs: Set<String>

  init(
    _ target: String, _ modules: Set<String> = [], system: Set<String> = [], programs: Set<String> = []
  ) {
    self.target = target
    self.modules = modules
    self.system = system
    self.programs = programs
  }

  /// Module maps and headers of C libraries, without Swift.
  static let headers = ["CSQLite", "CNcurses"]

  static let swift = [
    // The rules know no library at all, so that nothing but their arguments can change what they decide.
    Layer("Sales"),
    Layer("Screen"),
    Layer("Samples", ["Sales"]),
    Layer("Storage", ["Sales", "CSQLite"], system: ["Glibc"]),
    Layer("Curses", ["Screen", "CNcurses"], system: ["Glibc", "Synchronization"]),
    Layer("Contract", ["Sales"]),
    Layer("Board", ["Sales", "Screen"]),
    Layer("Workbook", ["Sales"]),
    Layer("Commands", ["Sales", "Samples", "Contract", "Screen", "Workbook"]),
    Layer("Markup", ["Workbook"], system: ["Foundation", "FoundationXML"]),
    Layer("dealboard-workbook", ["Workbook", "Markup"], system: ["Glibc"]),
    // No Foundation: loading it takes longer than all else that a start of the board does.
    Layer(
      "dealboard", ["Sales", "Screen", "Storage", "Curses", "Board", "Workbook", "Commands"],
      system: ["Glibc", "Synchronization"],
      programs: ["dealboard-workbook"]),
    // How tests and devtool run the real programs.
    Layer("Harness", ["CSQLite"], system: ["Glibc", "Foundation"]),
    Layer(
      "devtool", ["Sales", "Samples", "Screen", "Storage", "Board", "Commands", "Harness"],
      system: ["Glibc", "Foundation"]),
  ]
}

@Suite("Each target") struct LayerTests {
  @Test("imports what its layer allows, all of it and nothing else", arguments: Layer.swift.map(\.target)) func imports(
    target: String
  )
    throws
  {
    let layer = try #require(Layer.swift.first { $0.target == target })
    let files = Repository.swiftFiles(under: "Sources/\(target)")
    #expect(!files.isEmpty, "\(target) has no files")
    var unused = layer.modules.union(layer.system)
    for file in files {
      for module in try imports(of: file) {
        #expect(layer.modules.union(layer.system).contains(module), "\(file) imports \(module)")
        unused.remove(module)
      }
    }
    #expect(unused.isEmpty, "\(target) is allowed more than it uses")
  }

  @Test("stands in the table of layers, and imports from lines above its own") func table() throws {
    #expect(try Repository.folders(in: "Sources") == (Layer.headers + Layer.swift.map(\.target)).sorted())
    var above = Set(Layer.headers)
    for layer in Layer.swift {
      #expect(layer.modules.isSubset(of: above), "\(layer.target) imports from below")
      above.insert(layer.target)
    }
  }

  @Test("depends on nothing else in Package.swift either") func manifest() throws {
    let declared = try dependencies()
    for layer in Layer.swift {
      let names = try #require(declared[layer.target], "\(layer.target) is not in Package.swift")
      let allowed = layer.modules.union(layer.programs)
      #expect(names.isSubset(of: allowed), "\(layer.target) depends on \(names.subtracting(allowed))")
    }
    let text = try Repository.text("Package.swift")
    #expect(!text.contains(".package("), "there are no packages but this one")
  }

  @Test("leaves drawing to the files that draw: no rule of the board asks the painter") func painter() throws {
    let files = Repository.swiftFiles(under: "Sources/Board")
    let drawing = try files.filter { SwiftCode(try Repository.text($0)).text.contains("Painter") }
    let rules = drawing.filter { file in
      let name = file.split(separator: "/").last ?? ""
      return !file.hasPrefix("Sources/Board/Picture/") && !name.hasPrefix("Painter+")
        && !name.hasSuffix("+Picture.swift")
    }
    #expect(!drawing.isEmpty && rules.isEmpty, "\(rules)")
  }

  /// The modules that a file names after `import`, whatever stands before that word.
  private func imports(of file: String) throws -> [String] {
    SwiftCode(try Repository.text(file)).text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), words.indices.contains(place + 1) else { return nil }
      // `import struct Foundation.Date` names the module after the kind.
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
      let name = kinds.contains(words[place + 1]) ? words.last : words[place + 1]
      return name?.split(separator: ".").first.map(String.init)
    }
  }

  /// What the lines `library("Name", ["Other"])` and `program(…)` of Package.swift say.
  private func dependencies() throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    // A long one goes on behind its bracket.
    let pieces = try Repository.text("Package.swift").split(separator: "(\n").map { $0.drop { $0 == " " } }
    for line in pieces.joined(separator: "(").split(separator: "\n") {
      let line = line.drop { $0 == " " }
      guard line.hasPrefix("library(\"") || line.hasPrefix("program(\"") else { continue }
      let names = line.prefix { $0 != "]" }.split(separator: "\"", omittingEmptySubsequences: false)
      let words = names.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
      found[words[0]] = Set(words.dropFirst())
    }
    return found
  }
}
