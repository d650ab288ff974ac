-- One cart as a shopping agent sends it.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"items":[{"id":"item-1","name":"Chicken Breast","quantity":2,"unit":"lbs"}],'
    .. '"shippingAddress":{"street":"123 Main St","city":"San Francisco","state":"CA","postalCode":"94102","country":"US"}}'
