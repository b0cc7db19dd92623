namespace AkkaSocketIo.Transport;

/// <summary>The application made an id that a session has already, or that one has whose handlers are still at its end.</summary>
internal sealed class SessionIdInUseException() : InvalidOperationException("GenerateId returned an id that another session has.");
