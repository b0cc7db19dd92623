using System.Diagnostics;
using System.Text;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>One WebSocket client: its handshake, the frames it reads, the bytes that wait to be read or written.</summary>
internal sealed class Connection(EventLoop loop, int index, ClientSocket socket) : IDisposable
{
    private byte[] _unread = [];
    private byte[] _unsent = [];
    private List<byte>? _fragments;
    private State _state = State.Connecting;

    private enum State
    {
        Connecting,
        Upgrading,
        Open,
        Closing,
    }

    public int Index => index;

    public int Fd => socket.Fd;

    /// <summary>What the next message should be, for protocols whose messages bear no number; otherwise the scenario's.</summary>
    public long Expected { get; set; } = -1;

    /// <summary>The protocol's own handshake is done.</summary>
    public void Ready() => loop.OnReady();

    /// <summary>Collects a message; all that were collected while one read is handled go out with one call.</summary>
    public void Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default) =>
        loop.Output.Frame(WebSocketFrame.Text, first, second, third);

    public void Handle(uint flags)
    {
        if (_state == State.Connecting && (flags & Libc.EpollOut) != 0) SendUpgrade();
        if (_unsent.Length > 0 && (flags & Libc.EpollOut) != 0) Flush();
        if ((flags & (Libc.EpollIn | Libc.EpollError | Libc.EpollHangUp)) != 0) Read();
    }

    public void StartClosing()
    {
        // A connection that still writes, or never opened, is closed the short way.
        if (_state != State.Open || _unsent.Length > 0)
        {
            End();
            return;
        }

        _state = State.Closing;
        loop.Output.Frame(WebSocketFrame.Close, [0x03, 0xe8]);
        Flush();
    }

    public void Dispose() => socket.Close();

    /// <summary>Sends what was collected; what the socket does not take waits until it is writable again.</summary>
    public void Flush()
    {
        var output = loop.Output;
        if (_unsent.Length == 0 && output.Written.IsEmpty) return;
        ReadOnlySpan<byte> bytes = _unsent.Length == 0 ? output.Written : [.. _unsent, .. output.Written];
        while (!bytes.IsEmpty)
        {
            var sent = socket.Send(bytes);
            if (sent < 0) break;
            bytes = bytes[sent..];
        }

        _unsent = bytes.IsEmpty ? [] : bytes.ToArray();
        output.Clear();
    }

    private void SendUpgrade()
    {
        _state = State.Upgrading;
        loop.Output.Bytes(Encoding.ASCII.GetBytes($"""
            GET {loop.Protocol.Path} HTTP/1.1
            Host: 127.0.0.1
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==


            """.ReplaceLineEndings("\r\n")));
        Flush();
    }

    private void Read()
    {
        var input = loop.Input;
        while (true)
        {
            var kept = _unread.Length;
            if (kept == input.Length) throw new ProtocolException("a message is larger than the read buffer");
            if (kept > 0) _unread.CopyTo(input, 0);
            var read = socket.Receive(input.AsSpan(kept));
            if (read < 0) return;
            if (read == 0)
            {
                End();
                return;
            }

            if (_state == State.Closing) continue;
            loop.Now = Stopwatch.GetTimestamp();
            var available = input.AsSpan(0, kept + read);
            var rest = available[Consume(available)..];
            _unread = rest.IsEmpty ? [] : rest.ToArray();
            Flush();
            if (available.Length < input.Length) return; // a short read has emptied the socket
        }
    }

    private int Consume(ReadOnlySpan<byte> input)
    {
        var consumed = 0;
        if (_state == State.Upgrading && (consumed = ConsumeUpgrade(input)) == 0) return 0;
        while (_state == State.Open)
        {
            var frame = WebSocketFrame.Read(input[consumed..], out var length);
            if (length == 0) return consumed;
            consumed += length;
            Receive(frame);
        }

        return consumed;
    }

    private int ConsumeUpgrade(ReadOnlySpan<byte> input)
    {
        var end = input.IndexOf("\r\n\r\n"u8);
        if (end < 0) return 0;
        if (!input.StartsWith("HTTP/1.1 101 "u8))
            throw new ProtocolException($"{loop.Protocol.Path}: {Encoding.ASCII.GetString(input[..input.IndexOf((byte)'\r')])}");
        _state = State.Open;
        loop.Protocol.OnOpen(this);
        return end + 4;
    }

    private void Receive(WebSocketFrame frame)
    {
        switch (frame.Opcode)
        {
            case WebSocketFrame.Text or WebSocketFrame.Binary when frame.IsFinal:
                loop.Protocol.OnMessage(this, frame.Payload);
                break;
            case WebSocketFrame.Text or WebSocketFrame.Binary or WebSocketFrame.Continuation:
                _fragments ??= [];
                _fragments.AddRange(frame.Payload);
                if (!frame.IsFinal) break;
                loop.Protocol.OnMessage(this, _fragments.ToArray());
                _fragments = null;
                break;
            case WebSocketFrame.Ping:
                loop.Output.Frame(WebSocketFrame.Pong, frame.Payload);
                break;
            case WebSocketFrame.Pong:
                break;
            default:
                throw new ProtocolException($"frame of opcode {frame.Opcode}: {Encoding.UTF8.GetString(frame.Payload)}");
        }
    }

    private void End()
    {
        if (_state is State.Open or State.Upgrading) throw new ProtocolException("the server closed a connection");
        Dispose();
        loop.OnClosed(index);
    }
}
