/// When a change is made, and by whom.
struct Occasion {
  let now: Timestamp
  let user: UserID
}
