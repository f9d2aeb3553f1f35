import Testing

@testable import Commands

@Suite("keys") struct KeysTests {
  private let world = World()

  @Test("adds, lists and revokes; a key is printed once and the file has its hash alone")
  func life() {
    #expect(world.run("keys add ana --keys k") == 0 && world.lines.count == 2)
    let key = world.lines[0]
    #expect(key.hasPrefix("dbk_") && !String(decoding: world.files["k"] ?? [], as: UTF8.self).contains(key))
    #expect(world.run("keys add 'Bo Lee' --keys k --read") == 0 && world.lines[0] != key)
    #expect(world.run("keys list --keys k") == 0)
    #expect(world.out == "ana     write  2026-03-16\nBo Lee  read   2026-03-16\n")
    #expect(world.run("keys add ANA --keys k") == 1 && world.errors.contains("has a key"))
    #expect(world.run("keys revoke cy --keys k") == 1 && world.errors.contains("Keys: ana, Bo Lee"))
    #expect(world.run("keys revoke ana --keys k") == 0 && world.out == "Revoked the key of ana.\n")
    #expect(world.run("keys list --keys k") == 0 && world.lines.count == 2)
  }

  @Test("says that a key is not shown again, where people read it")
  func terminal() {
    world.isTerminal = true
    #expect(world.run("keys add ana --keys k") == 0 && world.lines[1] == "Keep it now: it is not shown again.")
  }

  @Test(
    "what cannot be meant is refused",
    arguments: [
      ("keys", 2, "add, list, revoke"), ("keys add --keys k", 2, "NAME"), ("keys add ana", 2, "--keys FILE"),
      ("keys add ' ' --keys k", 1, "name"), ("keys list --keys k", 1, "No such file"),
      ("keys revoke ana --keys k", 1, "No such file"), ("keys list --keys bad", 1, "line 1 is not a key"),
      ("keys add ana --keys bad", 1, "line 1 is not a key"),
    ] as [(String, Int32, String)])
  func refused(line: String, code: Int32, word: String) {
    world.files["bad"] = Array("ana\n".utf8)
    #expect(world.run(line) == code && world.errors.contains(word) && world.out == "", "\(world.errors)")
    #expect(world.files["k"] == nil && world.files["bad"]?.count == 4)
  }
}
