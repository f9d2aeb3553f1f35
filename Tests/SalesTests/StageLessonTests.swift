import Sales
import Support
import Testing

@Suite("What a stage's past teaches") struct StageLessonTests {
  private let stage = StageID(bits: 1)

  private func lesson(won: [Int], lost: [Int] = []) -> StageLesson? {
    let stays = [(won, true), (lost, false)].flatMap { days, isWon in
      Dictionary(days.map { ($0, 1) }, uniquingKeysWith: +).map {
        ClosedStay(stage: stage, isWon: isWon, days: $0, deals: $1)
      }
    }
    return StageLesson.lessons(from: stays)[stage]
  }

  @Test(
    "the limit is half as much again as the median of the won deals, rounded up, and at least a day",
    arguments: [
      ([10, 10, 10, 10, 10], 15), ([1, 2, 18, 30, 300], 27), ([1, 2, 3, 5, 300, 400], 6), ([0, 0, 0, 0, 0], 1),
      ([57, 57, 57, 1, 138], 86),
    ])
  func limit(won: [Int], days: Int) {
    #expect(lesson(won: won)?.limit == StageLesson.Learned(value: days, deals: won.count))
    // Lost deals stand for no time that a deal needs.
    #expect(lesson(won: won, lost: [900, 900, 900])?.limit?.value == days)
  }

  @Test("the chance is the won share of the deals closed, rounded to whole percent")
  func chance() {
    #expect(lesson(won: [1, 2], lost: [1, 1, 1, 3])?.chance == StageLesson.Learned(value: 33, deals: 6))
    #expect(lesson(won: [1, 1, 1], lost: [1, 1, 1, 1, 1])?.chance == StageLesson.Learned(value: 38, deals: 8))
    #expect(lesson(won: [], lost: [1, 1, 1, 1, 1])?.chance?.value == 0)
  }

  @Test("fewer than five deals teach nothing")
  func few() {
    #expect(lesson(won: [9, 9, 9, 9]) == StageLesson())
    #expect(lesson(won: [9, 9, 9, 9], lost: [9]) == StageLesson(chance: StageLesson.Learned(value: 80, deals: 5)))
  }

  @Test("a deal that came back to a stage was there for all its stays; an undone move was never one")
  func stays() throws {
    let fixture = try Fixture()
    for (days, stage) in [(4, 1), (9, 0), (12, 1)] {
      fixture.passes(days: Int64(days))
      try fixture.move(to: stage)
    }
    fixture.passes(days: 5)
    let mistaken = try fixture.move(to: 2)
    fixture.passes(days: 1)
    try fixture.revert(mistaken)
    fixture.passes(days: 20)
    #expect(fixture.store.closedStays(of: fixture.pipeline.id, latest: 10).isEmpty)
    try fixture.move(to: 3)
    let stays = fixture.store.closedStays(of: fixture.pipeline.id, latest: 10)
    #expect(
      stays
        == [(0, 4 + 12), (1, 9 + 5 + 1 + 20)].map { index, days in
          ClosedStay(stage: fixture.stages[index].id, isWon: true, days: days, deals: 1)
        })
    #expect(fixture.store.closedStays(of: fixture.pipeline.id, latest: 0).isEmpty)
  }

  @Test("an undone move leaves one stay, which began when the first one did")
  func undone() {
    func row(_ number: UInt128, at day: Int64, to stage: UInt128) -> StageTransition {
      var row = StageTransition(id: TransitionID(bits: number))
      row.enteredAt = Timestamp(seconds: day * 86_400)
      row.toStageID = StageID(bits: stage)
      return row
    }
    let moved = [row(1, at: 1, to: 1), row(2, at: 5, to: 2)]
    #expect(StageTransition.standing(moved) == moved)
    let back = row(3, at: 1, to: 1)
    #expect(StageTransition.standing(moved + [back]) == [back])
    let again = row(4, at: 9, to: 2)
    #expect(StageTransition.standing(moved + [back, again]) == [back, again])
  }
}
