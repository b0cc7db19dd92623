using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.Http;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Transport;

/// <summary>What an application hangs into an engine. Where nothing is registered each of them is one look at a field.</summary>
internal sealed class EngineHooks(ILogger log) : IEngineServer
{
    private readonly Lock _gate = new();
    private volatile Func<HttpContext, Func<Task>, Task>[] _middlewares = [];
    private int _clients;

    private event Action<IHeaderDictionary, HttpContext>? InitialHeaders;
    private event Action<IHeaderDictionary, HttpContext>? Headers;
    private event Action<EngineConnectionError>? ConnectionError;
    private event Action<IEngineConnection>? Connection;
    private event Action<IEngineConnection>? Upgrade;
    private event Action<IEngineConnection, CloseReason>? Close;
    private event Action<IEngineConnection, EnginePacketInfo>? Packet;
    private event Action<IEngineConnection, EnginePacketInfo>? PacketCreate;

    /// <summary>Whether messages are told with the headers of their POST.</summary>
    public bool TellsPostHeaders { get; init; }

    public IReadOnlyList<Func<HttpContext, Func<Task>, Task>> Middlewares => _middlewares;

    public bool HearsErrors => ConnectionError is not null;

    public int ClientsCount => Volatile.Read(ref _clients);

    public IEngineServer Use(Func<HttpContext, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
        {
            _middlewares = [.. _middlewares, middleware];
        }

        return this;
    }

    public IEngineServer OnInitialHeaders(Action<IHeaderDictionary, HttpContext> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        InitialHeaders += handler;
        return this;
    }

    public IEngineServer OnHeaders(Action<IHeaderDictionary, HttpContext> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Headers += handler;
        return this;
    }

    public IEngineServer OnConnectionError(Action<EngineConnectionError> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ConnectionError += handler;
        return this;
    }

    public IEngineServer OnConnection(Action<IEngineConnection> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Connection += handler;
        return this;
    }

    public IEngineServer OnUpgrade(Action<IEngineConnection> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Upgrade += handler;
        return this;
    }

    public IEngineServer OnClose(Action<IEngineConnection, CloseReason> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Close += handler;
        return this;
    }

    public IEngineServer OnPacket(Action<IEngineConnection, EnginePacketInfo> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Packet += handler;
        return this;
    }

    public IEngineServer OnPacketCreate(Action<IEngineConnection, EnginePacketInfo> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        PacketCreate += handler;
        return this;
    }

    /// <summary>An answer of a session is about to be sent.</summary>
    public void Answering(HttpContext context, bool isFirst)
    {
        if (isFirst)
        {
            Raise(InitialHeaders, context.Response.Headers, context, nameof(OnInitialHeaders));
        }

        Raise(Headers, context.Response.Headers, context, nameof(OnHeaders));
    }

    public void Refused(EngineConnectionError error) => Raise(ConnectionError, error, nameof(OnConnectionError));

    public void Opened(IEngineConnection connection)
    {
        Interlocked.Increment(ref _clients);
        Raise(Connection, connection, nameof(OnConnection));
    }

    public void Upgraded(IEngineConnection connection) => Raise(Upgrade, connection, nameof(OnUpgrade));

    public void Closed(IEngineConnection connection, CloseReason reason)
    {
        Interlocked.Decrement(ref _clients);
        Raise(Close, connection, reason, nameof(OnClose));
    }

    public void Received(IEngineConnection connection, InboundPacket packet)
    {
        if (Packet is { } handlers)
        {
            Raise(handlers, connection, new EnginePacketInfo(packet.Type, packet.Data, packet.IsBinary), nameof(OnPacket));
        }
    }

    public void Created(IEngineConnection connection, EncodedPacket packet)
    {
        if (PacketCreate is { } handlers)
        {
            Raise(handlers, connection, packet);
        }
    }

    private void Raise(Action<IEngineConnection, EnginePacketInfo> handlers, IEngineConnection connection, EncodedPacket packet)
    {
        if (packet.Text is [var type, ..])
        {
            Raise(handlers, connection, new EnginePacketInfo((EnginePacketType)(type - '0'), packet.Text.AsMemory(1), false), nameof(OnPacketCreate));
        }

        foreach (var attachment in packet.Attachments)
        {
            Raise(handlers, connection, new EnginePacketInfo(EnginePacketType.Message, attachment, true), nameof(OnPacketCreate));
        }
    }

    private void Raise<T>(Action<T>? handlers, T argument, string name)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(argument);
            }
            catch (Exception e)
            {
                log.HookFailed(e, name);
            }
        }
    }

    private void Raise<T1, T2>(Action<T1, T2>? handlers, T1 first, T2 second, string name)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(first, second);
            }
            catch (Exception e)
            {
                log.HookFailed(e, name);
            }
        }
    }
}
