using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>One of many acknowledgements that somebody waits for together.</summary>
internal sealed class CollectedAck(IAckCollector acks, string name) : PendingAck
{
    public override bool IsCompleted => false;

    public override void Complete(SocketIoPacket ack, JsonSerializerOptions json) => acks.Add(name, new EventArguments(ack, 0, json));

    public override void Fail(Exception exception)
    {
        if (exception is SocketDisconnectedException gone)
        {
            acks.Leave(name, gone.Reason);
        }
    }
}
