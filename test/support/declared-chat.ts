const READ_BACK = `
    readBack: { request: { method: GET, path: "/Users/{id}" }, when: { path: active, is: false } }
    undo:
      request:
        method: PATCH
        path: "/Users/{id}"
        headers: { content-type: application/scim+json }
        body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [{ op: replace, path: active, value: true }] }`;

/** The server of the office, declared as any app with a REST API. */
export const declaration = (more = READ_BACK) => `
version: 1
name: Chat
settings: { key: { what: a key, kind: secret } }
base: https://chat.example/scim
auth: { bearer: "{key}" }
accounts:
  get: /Users
  items: Resources
  pages: { by: offset, param: startIndex, first: 1, size: { param: count, value: 100 }, total: totalResults, until: total }
map:
  id: id
  username: userName
  name: displayName
  emails: { path: userName }
  state: { path: active, values: { "true": active, "false": deactivated } }
removal:
  - way: disable
    name: Set active to false
    request:
      method: PATCH
      path: "/Users/{id}"
      headers: { content-type: application/scim+json }
      body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [{ op: replace, path: active, value: false }] }${more}
    freesSeat: true
    reversible: true
    stays: The messages stay.
    rights: [users.write]
`;
