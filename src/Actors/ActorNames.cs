namespace AkkaSocketIo.Actors;

internal static class ActorNames
{
    /// <summary>A namespace's name as that of an actor: <c>/chat</c> is <c>chat</c>, what a path cannot hold is escaped, so <c>=</c> is free for <c>/</c>.</summary>
    public static string Of(string nsp) => nsp.Length < 2 ? "=" : Uri.EscapeDataString(nsp[1..]);
}
