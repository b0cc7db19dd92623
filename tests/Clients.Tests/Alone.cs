namespace AkkaSocketIo.Clients.Tests;

/// <summary>Tests whose load or short times do not go together with others at the same moment.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
