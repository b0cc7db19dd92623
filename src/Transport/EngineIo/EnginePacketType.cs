namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>The packet types of Engine.IO; the wire form is the digit.</summary>
internal enum EnginePacketType : byte
{
    Open = 0,
    Close = 1,
    Ping = 2,
    Pong = 3,
    Message = 4,
    Upgrade = 5,
    Noop = 6,
}
