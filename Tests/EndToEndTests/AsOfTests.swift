import Foundation
import Testing

@Suite("The board of an earlier day") struct AsOfTests {
  @Test("is printed from a copy that goes afterwards, and the file stays as it is") func asOf() throws {
    let sandbox = try Sandbox()
    sandbox.environment["TMPDIR"] = sandbox.home + "/passing"
    try FileManager.default.createDirectory(atPath: sandbox.home + "/passing", withIntermediateDirectories: false)
    try sandbox.makeDeals("Acme renewal,Qualified,5000")
    let before = try sandbox.run("export").output
    let today = try sandbox.run("list", "--as-of", "today", "acme")
    #expect(today.ending == .exited(0) && today.output.contains("Acme renewal"), "\(today.errors)")
    let yesterday = try sandbox.run("list", "--as-of", "yesterday")
    #expect(yesterday.ending == .exited(0) && yesterday.output.hasPrefix("As of "), "\(yesterday.errors)")
    #expect(yesterday.output.hasSuffix("no pipelines\n"))
    #expect(try sandbox.run("list", "--as-of", "tomorrow").ending == .exited(2))
    #expect(try sandbox.run("export").output == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.home + "/passing") == [])
  }
}
