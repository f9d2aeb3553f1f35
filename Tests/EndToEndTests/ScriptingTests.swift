import Foundation
import Testing

@Suite("Scripts of the documentation") struct ScriptingTests {
  @Test("every script of the page runs as it stands, one after the other, from an empty home") func scripts() throws {
    let scripts = try Page("Sources/Commands/Commands.docc/Scripting.md").blocks(language: "sh")
    #expect(scripts.count >= 6)
    let sandbox = try Sandbox()
    let program = URL(fileURLWithPath: try Sandbox.program())
    sandbox.environment["PATH"] = "\(program.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin"
    var said: [String] = []
    for script in scripts {
      let run = try sandbox.run(words: ["bash", "-euo", "pipefail", "-c", "cd \"$HOME\"\n" + script])
      #expect(run.ending == .exited(0), "\(script)\n\(run.output)\(run.errors)")
      #expect(run.errors == "", "\(script)")
      #expect(!run.output.isEmpty, "\(script)")
      said.append(run.output)
    }
    let text = said.joined()
    #expect(text.contains("value          $12,000.00") && text.contains(" Negotiation\n"))
    #expect(text.contains("\"included\":[{\"type\":\"stage\"") && text.contains("HTTP/1.1 200 OK"))
    #expect(text.contains("{\"status\":201,\"body\":{\"data\":{\"id\":\"comp_"))
    #expect(text.contains("Would import 1 deal: 0 new, 0 changed, 1 unchanged. Nothing was written."))
    #expect(said.last?.contains("\"type\":\"deal.won\"") == true)
    #expect(try sandbox.run(words: ["cat", sandbox.home + "/deals.csv"]).output.hasPrefix("id,name,pipeline_id"))
  }

  @Test("the digest comes by the crontab and by the timer of the administrators' page") func digest() throws {
    let sandbox = try Sandbox()
    let folder = URL(fileURLWithPath: try Sandbox.program()).deletingLastPathComponent().path
    sandbox.environment["PATH"] = "\(sandbox.home)/bin:\(folder):/usr/local/bin:/usr/bin:/bin"
    let mail =
      "mkdir -p \"$HOME/bin\" && printf '#!/bin/sh\\ncat > \"$HOME/mail\"\\n' > \"$HOME/bin/mail\" && chmod +x \"$HOME/bin/mail\""
    let first = "dealboard companies create --name Acme > \"$HOME/made\""
    for line in [mail, first] { #expect(try sandbox.run(words: ["bash", "-c", line]).ending == .exited(0), "\(line)") }
    let page = try Page("Sources/Commands/Commands.docc/Administration.md")
    let cron = try #require(try page.blocks(language: "cron").first)
    let job = cron.split(separator: " ", maxSplits: 5).last.map(String.init) ?? ""
    let unit = try #require(try page.blocks(language: "ini deal-digest.service").first)
    let start = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") }).dropFirst(
      "ExecStart=".count)
    for line in [job, String(start)] {
      let run = try sandbox.run(words: ["bash", "-c", line])
      #expect(run.ending == .exited(0) && run.errors.isEmpty, "\(line): \(run.errors)")
    }
    for file in ["mail", ".deal-digest"] {
      #expect(try sandbox.run(words: ["cat", "\(sandbox.home)/\(file)"]).output.hasPrefix("Digest of "), "\(file)")
    }
  }

  @Test(
    "a reader that leaves after a line ends every command that prints with success and without a word",
    arguments: [
      "list", "", "export", "export --format ndjson", "deals list --all", "deals list --all --csv",
      "deals list --all --json",
      "events list --all", "deals stall --dry-run --idle 0", "help", "completions zsh", "doctor", "report --csv",
      "changes --since 9d", "changes --csv",
      "api GET /deals?limit=200",
    ])
  func brokenPipe(command: String) throws {
    let sandbox = try Sandbox()
    try sandbox.run("seed", "--deals", "2000")
    let line = (["'\(try Sandbox.program())'", command, "--db '\(sandbox.database)' | head -n 1"]).joined(
      separator: " ")
    let run = try sandbox.run(words: ["bash", "-euo", "pipefail", "-c", line])
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(run.errors == "" && run.output.split(separator: "\n").count == 1)
  }

  @Test("README's script runs as it stands, from an empty home") func readme() throws {
    let script = try #require(try Page("README.md").blocks(of: "Scripting", language: "sh").first)
    let sandbox = try Sandbox()
    let program = URL(fileURLWithPath: try Sandbox.program())
    sandbox.environment["PATH"] = "\(program.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin"
    let run = try sandbox.run(words: ["bash", "-euo", "pipefail", "-c", "cd \"$HOME\"\n" + script])
    #expect(run.ending == .exited(0) && run.errors == "", "\(run.output)\(run.errors)")
    #expect(run.output.contains("Acme renewal") && run.output.contains("HTTP/1.1 200 OK"))
  }

  @Test("README's import prints what README shows") func example() throws {
    let texts = try Page("README.md").blocks(of: "Your deals in five minutes", language: "text")
    let sandbox = try Sandbox()
    try texts[0].appending("\n").write(toFile: sandbox.home + "/deals.csv", atomically: false, encoding: .utf8)
    let (command, output) = try #require(
      texts[1].firstIndex(of: "\n").map { (texts[1][..<$0], texts[1][$0...].dropFirst()) })
    let program = URL(fileURLWithPath: try Sandbox.program())
    sandbox.environment["PATH"] = "\(program.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin"
    let run = try sandbox.run(words: ["bash", "-c", "cd \"$HOME\" && \(command.dropFirst(2))"])
    #expect(run.output == output + "\n", "\(run.errors)")
  }
}

/// A page of the documentation.
private struct Page {
  private let text: String

  init(_ path: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = root.deletingLastPathComponent().appendingPathComponent(path)
    text = try String(contentsOf: file, encoding: .utf8)
  }

  /// The fenced blocks of that language, in the section of that title or on the whole page.
  func blocks(of title: String? = nil, language: String) throws -> [String] {
    var section = text[...]
    if let title {
      let start = try #require(text.range(of: "\n## \(title)\n")).upperBound
      section = text[start...]
      section = section[..<(section.range(of: "\n## ")?.lowerBound ?? section.endIndex)]
    }
    return section.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }
}
