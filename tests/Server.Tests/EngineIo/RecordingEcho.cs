using System.Threading.Channels;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Sends every message back and notes what happens; the text "close me" is answered with "bye" and a close.</summary>
internal sealed class RecordingEcho : IEngineHandler
{
    private readonly Channel<IEngineConnection> _opened = Channel.CreateUnbounded<IEngineConnection>();
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();
    private readonly Channel<CloseReason> _closed = Channel.CreateUnbounded<CloseReason>();

    public ChannelReader<IEngineConnection> Opened => _opened.Reader;

    public ChannelReader<string> Received => _received.Reader;

    public ChannelReader<CloseReason> Closed => _closed.Reader;

    public void OnOpen(IEngineConnection connection) => _opened.Writer.TryWrite(connection);

    public ValueTask OnMessage(IEngineConnection connection, EngineMessage message)
    {
        if (message.IsBinary)
        {
            connection.Send(message.Data.Span);
            return default;
        }

        _received.Writer.TryWrite(message.Text);
        if (message.Text == "close me")
        {
            connection.Send("bye");
            connection.Close();
        }
        else
        {
            connection.Send(message.Text);
        }

        return default;
    }

    public void OnClose(IEngineConnection connection, CloseReason reason) => _closed.Writer.TryWrite(reason);
}
