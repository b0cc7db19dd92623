namespace AkkaSocketIo;

/// <summary>The settings of a server, as they were read at its start.</summary>
public interface ISocketIoSettings
{
    /// <summary>One line for the log: each setting that differs from reference.conf, with where it came from. None is a secret.</summary>
    string Describe();
}
