# Makes Markdown of the load generator's lines: medians over the rounds, and medians of each round's ratios.
function median(list,   v, n, i, j, t) {
  n = split(list, v, " ")
  for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j - 1] + 0 > v[j] + 0; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
  return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}
function value(run, protocol, name, format,   list, r) {
  for (r = 1; r <= rounds; r++) if ((run, protocol, r, name) in seen) list = list " " seen[run, protocol, r, name]
  return list == "" ? "–" : sprintf(format, median(list))
}
function ratio(title, run, name, above, below,   list, r) {
  for (r = 1; r <= rounds; r++)
    if ((run, above, r, name) in seen && seen[run, below, r, name] + 0 > 0)
      list = list " " seen[run, above, r, name] / seen[run, below, r, name]
  if (list != "") ratios = ratios sprintf("| %s | %s/%s | %.2f |\n", title, above, below, median(list))
}
{
  split("", f)
  for (i = 1; i <= NF; i++) { split($i, pair, "="); f[pair[1]] = pair[2] }
  run = f["scenario"] == "echo" ? "echo, window " f["window"] : f["scenario"]
  if (!((run, f["protocol"]) in known)) { known[run, f["protocol"]]; order[++count] = run SUBSEP f["protocol"] }
  for (name in f) seen[run, f["protocol"], f["round"], name] = f[name]
  if (f["round"] + 0 > rounds) rounds = f["round"] + 0
}
END {
  for (i = 1; i <= count; i++) { split(order[i], k, SUBSEP); if (k[1] == "idle") idle[++idles] = k[2] }
  if (count > idles) print "| scenario | server | messages/s | server CPU µs each | generator CPU µs each | p50 µs | p99 µs |\n|---|---|---|---|---|---|---|"
  for (i = 1; i <= count; i++) {
    split(order[i], k, SUBSEP)
    if (k[1] == "idle") continue
    printf "| %s | %s | %s | %s | %s | %s | %s |\n", k[1], k[2], value(k[1], k[2], "rate", "%.0f"), value(k[1], k[2], "server_us", "%.2f"),
      value(k[1], k[2], "own_us", "%.2f"), value(k[1], k[2], "p50_us", "%.0f"), value(k[1], k[2], "p99_us", "%.0f")
  }
  if (idles) print (count > idles ? "\n" : "") "| idle | kB per connection | connect: server CPU µs each | connections/s |\n|---|---|---|---|"
  for (i = 1; i <= idles; i++)
    printf "| %s | %s | %s | %s |\n", idle[i], value("idle", idle[i], "kb_per_connection", "%.1f"), value("idle", idle[i], "server_us", "%.0f"),
      value("idle", idle[i], "rate", "%.0f")

  for (w = 1; w <= 8; w += 7) {
    ratio("CPU per message, echo, window " w, "echo, window " w, "server_us", "sio", "raw")
    ratio("CPU per message, echo, window " w, "echo, window " w, "server_us", "hub", "raw")
  }
  ratio("CPU per delivery, broadcast", "bcast", "server_us", "sio", "hub")
  ratio("memory per idle connection", "idle", "kb_per_connection", "sio", "raw")
  ratio("memory per idle connection", "idle", "kb_per_connection", "sio", "hub")
  ratio("CPU per connect", "idle", "server_us", "sio", "hub")
  if (ratios != "") printf "\n| ratio, median of the rounds | of | × |\n|---|---|---|\n%s", ratios
}
