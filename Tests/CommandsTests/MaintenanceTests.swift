import Sales
import Support
import Testing

@testable import Commands

@Suite("Backup, doctor, stall, completions") struct MaintenanceTests {
  private let world = World()

  init() {
    #expect(world.run("seed --deals 40 --db deals.db") == 0)
  }

  @Test("backup copies, and never over a file that is there") func backup() {
    #expect(world.run("backup copy.db --db deals.db") == 0)
    #expect(world.out == "Copied deals.db to copy.db.\n")
    #expect(world.store?.copies["copy.db"]?.rows == world.store?.records.rows)
    world.files["other.db"] = []
    #expect(world.run("backup other.db --db deals.db") == 1)
    #expect(world.errors == "dealboard: other.db already exists. Choose another name or remove it.\n")
    #expect(world.store?.copies.count == 1)
  }

  @Test("doctor tells what the file is, and by its exit code whether it is whole") func doctor() {
    #expect(world.run("doctor --db deals.db") == 0)
    #expect(world.out.contains("integrity      ok\n") && world.out.contains("deals          40\n"))
    #expect(world.out.hasPrefix("file           deals.db\n"))
    world.store?.readOnlyReason = .folder
    world.store?.faults = ["row 7 missing from index deals_by_name", "page 9 is never used"]
    #expect(world.run("doctor --db deals.db") == 3)
    #expect(world.out.contains("integrity      2 faults\n") && world.out.contains("writing        no: "))
    #expect(world.errors.hasPrefix("row 7 missing from index deals_by_name\npage 9"))
    #expect(world.errors.hasSuffix("or put a backup in its place with dealboard restore FILE, which keeps this one.\n"))
  }

  @Test("restore says what it did and where the file that was there is") func restore() {
    #expect(world.run("seed --deals 3 --db backup.db") == 0)
    #expect(world.run("restore backup.db --db deals.db") == 0)
    #expect(world.out.hasPrefix("Restored deals.db from backup.db: 3 deals.\n"))
    #expect(world.out.hasSuffix("The database that was there is now deals.db.before.\n"))
    #expect(world.run("restore backup.db --db new.db") == 0)
    #expect(world.out == "Restored new.db from backup.db: 3 deals.\n")
    #expect(world.run("restore none.db --db deals.db") == 3)
  }

  @Test("doctor --repair keeps a copy, says what it mended, and then checks") func repair() {
    world.store?.faults = ["words of deal_1 are not its names"]
    #expect(world.run("doctor --repair --db deals.db") == 0)
    #expect(world.out.hasPrefix("mended: words of deal_1 are not its names\n"))
    #expect(world.out.contains("The database as it was is in deals.db.before-repair.\n"))
    #expect(world.store?.copies.count == 1)
    #expect(world.run("doctor --repair --db deals.db") == 0)
    #expect(world.out.hasPrefix("There was nothing to mend.\n"))
  }

  @Test("a network file system is told of once to each user") func network() {
    world.store?.networkFileSystem = "NFS"
    #expect(world.run("undo --db deals.db") == 0)
    #expect(world.errors.contains("deals.db is on NFS, a file system that several hosts share."))
    _ = world.run("redo --db deals.db")
    #expect(!world.errors.contains("NFS"))
    _ = world.run("redo --db deals.db --as bo")
    #expect(world.errors.contains("NFS"))
    #expect(world.run("doctor --db deals.db") == 0 && world.out.contains("NFS, for one host only"))
  }

  @Test("stall marks what a dry run names, in one step") func stall() throws {
    let store = try #require(world.store)
    #expect(world.run("deals stall --dry-run --db deals.db") == 0)
    let named = Set(world.lines.compactMap { $0.split(separator: " ").first.flatMap { DealID(String($0)) } })
    #expect(
      !named.isEmpty && world.out.hasSuffix("\(named.count) deals would be marked stalled; nothing was written.\n"))
    #expect(world.run("deals stall --idle 14 --db deals.db") == 0)
    #expect(world.out == "Marked \(named.count) deals stalled. To undo it: dealboard undo --db deals.db\n")
    let stalled = store.records.all(Deal.self).filter { $0.status == .stalled }.map(\.id)
    #expect(named.isSubset(of: stalled))
    #expect(world.run("events list --type trigger.deal.stalled --all --csv --db deals.db") == 0)
    #expect(world.rows.count > named.count)
    #expect(world.run("deals stall --db deals.db") == 0)
    #expect(world.out == "No open deal has been without an activity for more than 14 days.\n")
    let id = try #require(named.first)
    #expect(world.run("activities create --type call --deal-id \(id) --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("deals get \(id) --csv --fields status --db deals.db") == 0)
    #expect(world.rows[1] == "\(id),open", "a completed activity opens it again")
    #expect(world.run("deals stall --idle 36501 --db deals.db") == 2)
  }

  @Test("completions know every command, option and fixed value", arguments: Shell.allCases)
  func completions(shell: Shell) {
    #expect(world.run("completions \(shell.rawValue)") == 0)
    for command in Command.all where !command.words.isEmpty {
      for word in command.words { #expect(world.out.contains(word)) }
      for option in command.ownOptions {
        #expect(world.out.contains(shell == .fish ? "-l \(option.word) " : "--\(option.word)"))
        guard case .words(let choices)? = option.completion else { continue }
        for choice in choices { #expect(world.out.contains(choice)) }
      }
    }
    #expect(world.run("completions csh") == 2)
  }
}
