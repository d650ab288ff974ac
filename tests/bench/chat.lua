-- One chat completion as an agent sends it through an AI gateway.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer bench"
wrk.headers["x-portkey-provider"] = "openai"
wrk.headers["x-portkey-custom-host"] = os.getenv("BENCH_UPSTREAM") .. "/v1"
wrk.body = '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Two pounds of chicken breast to 94102, the cheapest please."}]}'
