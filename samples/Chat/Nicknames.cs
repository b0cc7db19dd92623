namespace Chat;

/// <summary>
/// Which visitor has which nickname. One may have it several times: two tabs, or the old and the new socket of one who
/// reconnects.
/// </summary>
internal sealed class Nicknames
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Holder> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes it until the token fires; false when it is somebody else's.</summary>
    public bool TryTake(string nick, string session, CancellationToken until)
    {
        // Looked up and taken in one step: of two who ask at once, one gets it.
        lock (_gate)
        {
            if (!_taken.TryGetValue(nick, out var holder))
                _taken[nick] = holder = new Holder(session);
            if (holder.Session != session)
                return false;
            holder.Count++;
        }

        until.Register(() => Release(nick));
        return true;
    }

    private void Release(string nick)
    {
        lock (_gate)
        {
            if (--_taken[nick].Count == 0)
                _taken.Remove(nick);
        }
    }

    private sealed class Holder(string session)
    {
        public string Session => session;

        public int Count { get; set; }
    }
}
