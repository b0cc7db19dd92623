using System.Text;

namespace AkkaSocketIo;

/// <summary>An event that a test client has received.</summary>
public sealed class ReceivedEvent
{
    private readonly SocketIoTestClient _client;
    private readonly long _id;

    internal ReceivedEvent(SocketIoTestClient client, string name, EventArguments arguments, long id)
    {
        _client = client;
        _id = id;
        Name = name;
        Arguments = arguments;
    }

    /// <summary>The name of the event.</summary>
    public string Name { get; }

    /// <summary>Its arguments.</summary>
    public EventArguments Arguments { get; }

    /// <summary>Whether the server waits for an acknowledgement.</summary>
    public bool WantsAck => _id != Transport.SocketIo.SocketIoPacket.NoId;

    /// <summary>The argument at an index, from 0 on; see <see cref="EventArguments.Get{T}(int)"/>.</summary>
    public T? Get<T>(int index) => Arguments.Get<T>(index);

    /// <summary>Acknowledges the event.</summary>
    /// <exception cref="InvalidOperationException">The server wants no acknowledgement.</exception>
    public void Ack(params ReadOnlySpan<object?> arguments)
    {
        if (!WantsAck)
        {
            throw new InvalidOperationException($"The server does not wait for an acknowledgement of \"{Name}\".");
        }

        _client.SendAck(_id, arguments);
    }

    /// <summary>The event as text, for a failed test's message.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name);
        for (var i = 0; i < Arguments.Count; i++)
        {
            text.Append(i == 0 ? ": " : ", ").Append(Encoding.UTF8.GetString(Arguments.Raw(i).Span));
        }

        return text.ToString();
    }
}
