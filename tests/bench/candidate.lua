-- POST /candidate with an id of its own each time; ids of several runs against one store differ by their start.
local started = os.time()
local thread_count = 0
local counter = 0

function setup(thread)
    thread_count = thread_count + 1
    thread:set("number", thread_count)
end

function request()
    counter = counter + 1
    local id = string.format("cr_%d_%d_%d", started, number, counter)
    local body = string.format(
        '{"id":"%s","brand_id":"b_bench","platform":"x","source_ref":"1780000000000000001",' ..
        '"proposed_text":"Yes - SAML and OIDC are both in the Team plan.","persona":"smart",' ..
        '"context_url":"https://x.com/dana/status/1780000000000000001","deadline_sec":86400}', id)
    return wrk.format("POST", "/candidate",
        {["Authorization"] = "Bearer bench-submit-secret-0123456789abcdef", ["Content-Type"] = "application/json"}, body)
end
