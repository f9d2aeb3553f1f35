// The endpoints in the order of the documentation (contract §2). No two of them fit one method and path.

extension Route {
  package static let table: [Route] = deals + pipelines + activities + tasks + people + [users, events]

  private static let deals: [Route] = [
    Route(
      .createDeal, .post, "/deals", Parameter.one(.deal), body: .new(.deal), success: 201, "creates a deal"),
    Route(.listDeals, .get, "/deals", Parameter.deals, "lists deals"),
    Route(.getDeal, .get, "/deals/:id", Parameter.one(.deal), "shows a deal"),
    Route(.updateDeal, .patch, "/deals/:id", Parameter.one(.deal), body: .changes(.deal), "changes a deal"),
    Route(.deleteDeal, .delete, "/deals/:id", success: 204, "deletes a deal and its history"),
    Route(
      .moveDeal, .post, "/deals/:id/stage", Parameter.one(.deal), body: .stageID, "moves a deal to another stage"),
    Route(.dealHistory, .get, "/deals/:id/history", Parameter.pages, "lists a deal's changes of stage, oldest first"),
    Route(.dealActivities, .get, "/deals/:id/activities", Parameter.pages, "lists the activities of a deal"),
    Route(.dealTasks, .get, "/deals/:id/tasks", Parameter.pages, "lists the tasks of a deal"),
  ]

  private static let pipelines: [Route] = [
    Route(
      .createPipeline, .post, "/pipelines", Parameter.one(.pipeline), body: .new(.pipeline), success: 201,
      "creates a pipeline with its stages"),
    Route(.listPipelines, .get, "/pipelines", Parameter.list(.pipeline), "lists pipelines with their stages"),
    Route(.getPipeline, .get, "/pipelines/:id", Parameter.one(.pipeline), "shows a pipeline with its stages"),
    Route(
      .updatePipeline, .patch, "/pipelines/:id", Parameter.one(.pipeline), body: .changes(.pipeline),
      "changes a pipeline"),
    Route(.deletePipeline, .delete, "/pipelines/:id", success: 204, "deletes a pipeline that no deal is in"),
    Route(.pipelineDeals, .get, "/pipelines/:id/deals", Parameter.deals, "lists the deals in a pipeline"),
    Route(
      .addStage, .post, "/pipelines/:id/stages", body: .new(.stage), success: 201, "adds a stage at its position"),
    Route(.reorderStages, .put, "/pipelines/:id/stages", body: .stageIDs, "puts all stages into another order"),
    Route(
      .updateStage, .patch, "/pipelines/:id/stages/:stage_id", body: .changes(.stage),
      "renames, recolours or retypes a stage"),
    Route(
      .removeStage, .delete, "/pipelines/:id/stages/:stage_id", success: 204, "removes a stage that no deal is in"),
  ]

  private static let activities: [Route] = [
    Route(
      .createActivity, .post, "/activities", Parameter.one(.activity), body: .new(.activity), success: 201,
      "logs or plans an activity"),
    Route(.listActivities, .get, "/activities", Parameter.activities, "lists activities"),
    Route(.getActivity, .get, "/activities/:id", Parameter.one(.activity), "shows an activity"),
    Route(
      .updateActivity, .patch, "/activities/:id", Parameter.one(.activity), body: .changes(.activity),
      "changes an activity"),
    Route(.deleteActivity, .delete, "/activities/:id", success: 204, "deletes an activity"),
  ]

  private static let tasks: [Route] = [
    Route(
      .createTask, .post, "/tasks", Parameter.one(.task), body: .new(.task), success: 201, "creates a task"),
    Route(.listTasks, .get, "/tasks", Parameter.tasks, "lists tasks"),
    Route(.getTask, .get, "/tasks/:id", Parameter.one(.task), "shows a task"),
    Route(.updateTask, .patch, "/tasks/:id", Parameter.one(.task), body: .changes(.task), "changes a task"),
    Route(.deleteTask, .delete, "/tasks/:id", success: 204, "deletes a task"),
  ]

  private static let people: [Route] = [
    Route(
      .createContact, .post, "/contacts", Parameter.one(.contact), body: .new(.contact), success: 201,
      "creates a contact"),
    Route(.listContacts, .get, "/contacts", Parameter.list(.contact), "lists contacts"),
    Route(.getContact, .get, "/contacts/:id", Parameter.one(.contact), "shows a contact"),
    Route(
      .updateContact, .patch, "/contacts/:id", Parameter.one(.contact), body: .changes(.contact), "changes a contact"),
    Route(.deleteContact, .delete, "/contacts/:id", success: 204, "deletes a contact"),
    Route(
      .createCompany, .post, "/companies", Parameter.one(.company), body: .new(.company), success: 201,
      "creates a company"),
    Route(.listCompanies, .get, "/companies", Parameter.list(.company), "lists companies"),
    Route(.getCompany, .get, "/companies/:id", Parameter.one(.company), "shows a company"),
    Route(
      .updateCompany, .patch, "/companies/:id", Parameter.one(.company), body: .changes(.company),
      "changes a company"),
    Route(.deleteCompany, .delete, "/companies/:id", success: 204, "deletes a company"),
  ]

  private static let users = Route(.listUsers, .get, "/users", Parameter.list(.user), "lists the known users")
  private static let events = Route(
    .listEvents, .get, "/events", Parameter.events, "lists what was done, in the order in which it was")
}
