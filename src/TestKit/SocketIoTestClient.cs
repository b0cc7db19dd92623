using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Akka.Actor;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo;

/// <summary>
/// A client in one namespace. What it emits is handled by the server's real handlers; what it receives is taken event by
/// event, in the order in which it came, or told to an actor such as a TestProbe. Whatever does not come fails after 10 s.
/// Safe from any thread.
/// </summary>
public sealed class SocketIoTestClient : IAsyncDisposable
{
    private const string Settle = "akka-socket-io-settle";

    private readonly SocketIoTestConnection _connection;
    private readonly TaskCompletionSource<string> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<SocketIoPacket>> _acks = new();
    private readonly Channel<ReceivedEvent> _received = Channel.CreateUnbounded<ReceivedEvent>();
    private readonly Lock _gate = new();
    private IActorRef? _receiver;
    private long _ackId = -1;

    internal SocketIoTestClient(SocketIoTestConnection connection, string nsp)
    {
        _connection = connection;
        Namespace = nsp;
    }

    /// <summary>The socket's id.</summary>
    public string Id => _connected.Task.Result;

    /// <summary>The namespace that it is in.</summary>
    public string Namespace { get; }

    /// <summary>The connection, which other clients may share.</summary>
    public SocketIoTestConnection Connection => _connection;

    /// <summary>The server's side of it.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public ISocket Socket => ServerSocket;

    /// <summary>
    /// Completes when it has ended, with the reason that the official client would report: <c>io server disconnect</c>,
    /// <c>io client disconnect</c> or <c>transport close</c>.
    /// </summary>
    public Task<string> Disconnected => _ended.Task;

    internal Task WhenConnected => _connected.Task;

    private Socket ServerSocket =>
        (Socket?)_connection.Node.Namespaces.Of(Namespace).Sockets.FirstOrDefault(s => s.Id == Id)
        ?? throw new InvalidOperationException($"The socket {Id} is not connected to {Namespace}.");

    /// <summary>Emits an event without arguments.</summary>
    public void Emit(string eventName) => Send(eventName, [], SocketIoPacket.NoId);

    /// <summary>Emits an event with one argument; an array and null are one argument too.</summary>
    [OverloadResolutionPriority(1)]
    public void Emit(string eventName, object? argument) => Send(eventName, [argument], SocketIoPacket.NoId);

    /// <summary>Emits an event; binary values (<c>byte[]</c>, at any depth) become attachments.</summary>
    public void Emit(string eventName, params ReadOnlySpan<object?> arguments) => Send(eventName, arguments, SocketIoPacket.NoId);

    /// <summary>Emits an event and waits for the acknowledgement: the first of its arguments.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public Task<T?> EmitWithAckAsync<T>(string eventName) => FirstAsync<T>(AskAsync(eventName, []));

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    [OverloadResolutionPriority(1)]
    public Task<T?> EmitWithAckAsync<T>(string eventName, object? argument) => FirstAsync<T>(AskAsync(eventName, [argument]));

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    public Task<T?> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) => FirstAsync<T>(AskAsync(eventName, arguments));

    /// <summary>Emits an event and waits for the acknowledgement: all of its arguments.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public Task<EventArguments> EmitWithAckAsync(string eventName) => AskAsync(eventName, []);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    [OverloadResolutionPriority(1)]
    public Task<EventArguments> EmitWithAckAsync(string eventName, object? argument) => AskAsync(eventName, [argument]);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    public Task<EventArguments> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments) => AskAsync(eventName, arguments);

    /// <summary>The next event, whichever it is.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    /// <exception cref="ChannelClosedException">It has ended, and all that it received was taken.</exception>
    public Task<ReceivedEvent> ReceiveAsync() => NextAsync("receive an event");

    /// <summary>The next event, which has to have this name.</summary>
    /// <exception cref="InvalidOperationException">Another one came.</exception>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task<ReceivedEvent> ExpectEventAsync(string eventName)
    {
        var received = await NextAsync($"receive \"{eventName}\"").ConfigureAwait(false);
        return received.Name == eventName ? received : throw new InvalidOperationException($"Expected \"{eventName}\", but received {received}");
    }

    /// <summary>
    /// Waits until the server has settled (<see cref="SettleAsync"/>) and makes sure that no event has come which was not taken.
    /// </summary>
    /// <exception cref="InvalidOperationException">One came.</exception>
    public async Task ExpectNoEventAsync()
    {
        await SettleAsync().ConfigureAwait(false);
        if (_received.Reader.TryRead(out var received))
        {
            throw new InvalidOperationException($"Expected no event, but received {received}");
        }
    }

    /// <summary>
    /// Waits until the handlers of all that this client has emitted have run, or wait for an acknowledgement, and what they
    /// emitted to it has arrived.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public async Task SettleAsync()
    {
        // There and back behind all that is under way, then until the window is empty, then behind what the handlers sent.
        await ServerSocket.EmitWithAckAsync(Settle).OrTimeout("settle").ConfigureAwait(false);
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (_connection.Link.Credit.OutstandingBytes > 0)
        {
            if (patience.IsCancellationRequested)
            {
                throw Patience.Over("settle: handlers of this connection have not ended");
            }

            await Task.Delay(1, CancellationToken.None).ConfigureAwait(false);
        }

        await ServerSocket.EmitWithAckAsync(Settle).OrTimeout("settle").ConfigureAwait(false);
    }

    /// <summary>Forgets the events that have come and were not taken.</summary>
    public void Clear()
    {
        while (_received.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>From now on events are told to this actor, as <see cref="ReceivedEvent"/>, and not kept for <see cref="ReceiveAsync"/>.</summary>
    /// <param name="receiver">Such as a TestProbe's reference.</param>
    public SocketIoTestClient TellTo(IActorRef receiver)
    {
        lock (_gate)
        {
            _receiver = receiver;
            while (_received.Reader.TryRead(out var received))
            {
                receiver.Tell(received, ActorRefs.NoSender);
            }
        }

        return this;
    }

    /// <summary>Leaves the namespace; the connection stays.</summary>
    public void Disconnect()
    {
        _connection.Send(ControlPackets.Disconnect(_connection.Node.Parser, Namespace));
        OnEnded("io client disconnect");
    }

    /// <summary>Cuts the connection, with all of its clients.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    internal void SendAck(long id, ReadOnlySpan<object?> arguments) =>
        _connection.Send(EventEncoder.Ack(Namespace, arguments, id, _connection.Node));

    internal void OnPacket(SocketIoPacket packet)
    {
        switch (packet.Type)
        {
            case SocketIoPacketType.Connect:
                _connected.TrySetResult(JsonDocument.Parse(packet.Payload).RootElement.GetProperty("sid").GetString()!);
                break;
            case SocketIoPacketType.ConnectError:
                var error = JsonDocument.Parse(packet.Payload).RootElement;
                _connected.TrySetException(new ConnectRefusedException(
                    error.GetProperty("message").GetString()!, error.TryGetProperty("data", out var data) ? data : null));
                break;
            case SocketIoPacketType.Disconnect:
                OnEnded("io server disconnect");
                break;
            case SocketIoPacketType.Ack when _acks.TryRemove(packet.Id, out var ack):
                ack.TrySetResult(packet);
                break;
            case SocketIoPacketType.Event:
                OnEvent(packet);
                break;
            default:
                break;
        }
    }

    internal void OnEnded(string reason, Exception? failure = null)
    {
        _connection.Remove(this);
        _ended.TrySetResult(reason);
        _connected.TrySetException(new InvalidOperationException($"The connection to {Namespace} ended before it was there: {reason}", failure));
        _received.Writer.TryComplete(failure);
        foreach (var (_, ack) in _acks)
        {
            ack.TrySetException(new InvalidOperationException($"The client has ended before its event was acknowledged: {reason}", failure));
        }
    }

    private async Task<ReceivedEvent> NextAsync(string what)
    {
        // By a token, so that who has given up does not take the next one.
        using var patience = new CancellationTokenSource(Patience.Limit);
        try
        {
            return await _received.Reader.ReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Patience.Over(what);
        }
    }

    private void OnEvent(SocketIoPacket packet)
    {
        var received = new ReceivedEvent(this, packet.EventName(), new EventArguments(packet, 1, _connection.Node.Json), packet.Id);
        if (received.Name == Settle)
        {
            received.Ack();
            return;
        }

        lock (_gate)
        {
            if (_receiver is { } receiver)
            {
                receiver.Tell(received, ActorRefs.NoSender);
            }
            else
            {
                _received.Writer.TryWrite(received);
            }
        }
    }

    private Task<EventArguments> AskAsync(string eventName, ReadOnlySpan<object?> arguments)
    {
        var id = Interlocked.Increment(ref _ackId);
        var ack = new TaskCompletionSource<SocketIoPacket>(TaskCreationOptions.RunContinuationsAsynchronously);
        _acks[id] = ack;
        Send(eventName, arguments, id);
        return AwaitAsync(ack.Task, $"acknowledge \"{eventName}\"");
    }

    private async Task<EventArguments> AwaitAsync(Task<SocketIoPacket> ack, string what) =>
        new(await ack.OrTimeout(what).ConfigureAwait(false), 0, _connection.Node.Json);

    private static async Task<T?> FirstAsync<T>(Task<EventArguments> ack)
    {
        var arguments = await ack.ConfigureAwait(false);
        return arguments.Count == 0 ? default : arguments.Get<T>(0);
    }

    private void Send(string eventName, ReadOnlySpan<object?> arguments, long id)
    {
        if (_ended.Task.IsCompleted)
        {
            throw new InvalidOperationException($"The client has ended: {_ended.Task.Result}");
        }

        _connection.Send(EventEncoder.Event(Namespace, eventName, arguments, id, _connection.Node));
    }
}
