import Sales
import Support
import Testing

@testable import Storage

@Suite("Receipts") struct ReceiptTests {
  private let folder = TemporaryFolder()
  private let clock = TestClock()
  private let store: SQLiteStore
  private let user: UserID

  init() throws {
    let clock = clock
    let options = StoreOptions(clock: { clock.milliseconds }, random: SeededGenerator(seed: 1))
    store = try SQLiteStore.open(path: folder.database, options: options)
    user = try #require(try store.user(named: "ana")).id
  }

  private func make(_ key: String, if isWanted: Bool = true, name: String = "Acme") throws -> Commit? {
    try store.commit(
      .createCompany([.set(\.name, name)]), by: user, if: { () throws(StoreError) in isWanted },
      keeping: { commit in
        commit.edits.first.map { Receipt(key: key, request: "hash", row: $0.key) }
      })
  }

  @Test("One is kept with its change, for a day, and swept by the next")
  func life() throws {
    let made = try #require(try make("a"))
    #expect(try store.receipt("a", of: user)?.row == made.edits[0].key)
    #expect(try store.receipt("b", of: user) == nil && store.receipt("a", of: UserID(bits: 9)) == nil)
    clock.milliseconds += Receipt.lifetime * 1000 - 1000
    #expect(try store.receipt("a", of: user) != nil)
    clock.milliseconds += 1000
    #expect(try store.receipt("a", of: user) == nil)
    #expect(try make("a") != nil)
    #expect(try store.connection.integer("SELECT count(*) FROM receipts") == 1)
    #expect(try store.check() == [])
  }

  @Test("A change that is not wanted, or that is refused, writes nothing")
  func nothing() throws {
    #expect(try make("a", if: false) == nil)
    #expect(throws: StoreError.self) { try make("a", name: "") }
    #expect(try store.receipt("a", of: user) == nil && store.count(.companies) == 0)
    #expect(try make("a") != nil)
  }

  @Test("The condition is asked under the lock: of two writers one sees the other's receipt")
  func race() throws {
    let other = try SQLiteStore.open(
      path: folder.database, options: StoreOptions(clock: { [clock] in clock.milliseconds }))
    other.patience = 0
    _ = try store.commit(
      .createCompany([.set(\.name, "A")]), by: user,
      if: { () throws(StoreError) in
        #expect(throws: StoreError.busy) { try other.commit(.createCompany([.set(\.name, "B")]), by: user) }
        return true
      }, keeping: { Receipt(key: "a", request: "hash", row: $0.edits[0].key) })
    #expect(try other.receipt("a", of: user) != nil)
  }
}
