import Contract

extension Route {
  /// What the rows of its answer are; nil for one without a body.
  var answer: (resource: Resource, shape: Shape)? {
    switch endpoint {
    case .createDeal: (.deal, .created)
    case .getDeal, .updateDeal, .moveDeal: (.deal, .full)
    case .listDeals, .pipelineDeals: (.deal, .listed)
    case .dealHistory: (.transition, .listed)
    case .dealActivities: (.activity, .linked)
    case .dealTasks: (.task, .linked)
    case .createPipeline: (.pipeline, .created)
    case .listPipelines: (.pipeline, .listed)
    case .getPipeline, .updatePipeline, .reorderStages: (.pipeline, .full)
    case .addStage: (.stage, .created)
    case .updateStage: (.stage, .full)
    case .createActivity: (.activity, .created)
    case .listActivities: (.activity, .listed)
    case .getActivity, .updateActivity: (.activity, .full)
    case .createTask: (.task, .created)
    case .listTasks: (.task, .listed)
    case .getTask, .updateTask: (.task, .full)
    case .createContact: (.contact, .created)
    case .listContacts: (.contact, .listed)
    case .getContact, .updateContact: (.contact, .full)
    case .createCompany: (.company, .created)
    case .listCompanies: (.company, .listed)
    case .getCompany, .updateCompany: (.company, .full)
    case .listUsers: (.user, .listed)
    case .listEvents: (.event, .listed)
    case .deleteDeal, .deletePipeline, .removeStage, .deleteActivity, .deleteTask, .deleteContact, .deleteCompany: nil
    }
  }
}
