using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo;

/// <summary>
/// An event on its way to its handlers. A middleware (<see cref="ISocket.Use"/>) may give it another name and other
/// arguments; handlers get what the last one left. To be used while the middlewares run, by one of them at a time.
/// </summary>
public sealed class EventPacket
{
    private readonly EventContext _context;
    private string _name;
    private List<RewrittenArgument>? _changed;
    private bool _isClosed;

    internal EventPacket(EventContext context)
    {
        _context = context;
        _name = context.Name;
    }

    /// <summary>The socket that sent it.</summary>
    public ISocket Socket => _context.Socket;

    /// <summary>The event's name.</summary>
    /// <exception cref="ArgumentException">When set: the name is reserved.</exception>
    /// <exception cref="InvalidOperationException">When set: the middlewares have finished.</exception>
    public string Name
    {
        get => _name;
        set
        {
            EventEncoder.CheckName(value);
            Change();
            _name = value;
        }
    }

    /// <summary>How many arguments it has now.</summary>
    public int Count => _changed?.Count ?? _context.ArgumentCount;

    /// <summary>The arguments as they are now; later changes do not show in them.</summary>
    /// <exception cref="JsonException">A value that was put in is no JSON.</exception>
    public EventArguments Arguments
    {
        get
        {
            Apply();
            return _context.Arguments;
        }
    }

    /// <summary>For the acknowledgement; null if the client wants none.</summary>
    public Ack? Ack => _context.Ack;

    /// <summary>Services in the scope of this event, which its handlers share.</summary>
    public IServiceProvider Services => _context.Services;

    /// <summary>Fires when the socket has ended.</summary>
    public CancellationToken Aborted => _context.Aborted;

    /// <summary>The argument at an index, from 0 on, also one that was put in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public T? Get<T>(int index) => Arguments.Get<T>(index);

    /// <summary>The argument at an index; false when there is none or when it is no <typeparamref name="T"/>.</summary>
    public bool TryGet<T>(int index, [MaybeNullWhen(false)] out T value) => Arguments.TryGet(index, out value);

    /// <summary>Puts a value in the place of an argument. It is written as JSON, as <c>Emit</c> would.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    public void Set(int index, object? value)
    {
        Checked(index, Count - 1);
        Change()[index] = RewrittenArgument.New(value);
    }

    /// <summary>Puts a value behind the last argument.</summary>
    public void Add(object? value) => Change().Add(RewrittenArgument.New(value));

    /// <summary>Puts a value before an argument, or behind the last one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is beyond the number of arguments.</exception>
    public void Insert(int index, object? value)
    {
        Checked(index, Count);
        Change().Insert(index, RewrittenArgument.New(value));
    }

    /// <summary>Takes an argument out; those behind it move up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    public void RemoveAt(int index)
    {
        Checked(index, Count - 1);
        Change().RemoveAt(index);
    }

    /// <summary>Makes the changes those of the event that handlers get.</summary>
    internal void Apply()
    {
        if (_changed is { } changed)
        {
            _context.Replace(RewrittenArgument.Rewrite(_context.Packet, _name, changed, _context.Json), _name);
            _changed = null;
        }
    }

    /// <summary>The middlewares have finished: what was not applied is not meant any more.</summary>
    internal void Close()
    {
        _changed = null;
        _isClosed = true;
    }

    private List<RewrittenArgument> Change() =>
        _isClosed ? throw new InvalidOperationException("The middlewares of this event have finished: it cannot be changed any more.")
        : _changed ??= RewrittenArgument.AsTheyCame(_context.ArgumentCount);

    private static void Checked(int index, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, last);
    }
}
