namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>
/// How a client speaks. Its first request says it for the whole session: who could change it in between could make a
/// session read what was written for another form.
/// </summary>
/// <param name="Revision">Of the Engine.IO protocol.</param>
/// <param name="IsJsonp">Its polling goes through script elements and forms.</param>
/// <param name="TakesBase64">Its polling takes bytes as base64 only; in revision 4 all do.</param>
internal readonly record struct ClientForm(byte Revision, bool IsJsonp, bool TakesBase64)
{
    public static readonly ClientForm Newest = new(4, IsJsonp: false, TakesBase64: true);

    public static ClientForm Of(EngineHandshake handshake)
    {
        var query = handshake.Query;
        var isJsonp = query.ContainsKey(JsonpForm.IndexKey);
        var revision = RevisionOf(query.GetValueOrDefault("EIO"));
        return new ClientForm(revision, isJsonp, revision == 4 || isJsonp || query.GetValueOrDefault("b64") is { Length: > 0 });
    }

    /// <summary>Revision 3 did not always say which it is.</summary>
    public static byte RevisionOf(string? eio) => (byte)(eio == "4" ? 4 : 3);
}
