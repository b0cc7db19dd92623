namespace AkkaSocketIo.Actors.Sockets;

/// <summary>
/// Handlers by the event's name. Read on every event and by many threads, changed seldom: a change makes a copy.
/// </summary>
internal sealed class HandlerTable
{
    private readonly Lock _gate = new();
    private volatile Dictionary<string, Handler[]> _handlers = Empty;

    private static Dictionary<string, Handler[]> Empty { get; } = new(StringComparer.Ordinal);

    public void Add(string name, Handler handler)
    {
        EventEncoder.CheckName(name);
        Change(name, handlers => [.. handlers, handler]);
    }

    public void Remove(string name) => Change(name, _ => []);

    public void Remove(string name, Handler handler) => Change(name, handlers => [.. handlers.Where(h => h != handler)]);

    /// <summary>The handlers and the name as it was registered: nothing is allocated for an event that comes in.</summary>
    public bool TryFind(ReadOnlySpan<char> name, out string registered, out Handler[] handlers) =>
        _handlers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out registered!, out handlers!);

    public void CopyTo(HandlerTable other)
    {
        foreach (var (name, handlers) in _handlers)
        {
            other.Change(name, own => [.. handlers, .. own]);
        }
    }

    private void Change(string name, Func<Handler[], Handler[]> change)
    {
        lock (_gate)
        {
            var changed = change(_handlers.GetValueOrDefault(name, []));
            var copy = new Dictionary<string, Handler[]>(_handlers, StringComparer.Ordinal);
            if (changed.Length == 0)
            {
                copy.Remove(name);
            }
            else
            {
                copy[name] = changed;
            }

            _handlers = copy;
        }
    }
}
