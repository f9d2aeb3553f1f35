extension PipelinePlan {
  /// The currency of amounts that name none: what the pipeline's metadata sets as `currency`, else that of the most open
  /// deals, else the dollar. Of several with as many deals the first by its code.
  package var currency: Currency {
    if let stated { return stated }
    return tallies.max { ($0.deals, $1.sum.currency) < ($1.deals, $0.sum.currency) }?.sum.currency ?? .usd
  }

  private var stated: Currency? {
    guard pipeline.metadata != .empty, case .string(let code)? = (try? JSON(pipeline.metadata.text))?["currency"] else {
      return nil
    }
    return Currency(code.uppercased())
  }
}
