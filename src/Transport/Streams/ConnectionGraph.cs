using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>
/// The streams of one WebSocket: frames → packets → the actor's mailbox, and the actor's packets → frames. Both are in
/// one blueprint, built once, and run in one fused island for each connection: no asynchronous boundary, one mailbox.
/// The connection reaches the stages as an attribute.
/// </summary>
internal static class ConnectionGraph
{
    private static readonly RunnableGraph<NotUsed> s_blueprint = RunnableGraph.FromGraph(GraphDsl.Create(b =>
    {
        var source = b.Add(new WebSocketSource());
        var decoder = b.Add(new PacketDecoderStage());
        var mailboxSink = b.Add(new MailboxSink());
        var mailboxSource = b.Add(new MailboxSource());
        var sink = b.Add(new WebSocketSink());
        b.From(source.Outlet).To(decoder.Inlet);
        b.From(decoder.Outlet).To(mailboxSink.Inlet);
        b.From(mailboxSource.Outlet).To(sink.Inlet);
        return ClosedShape.Instance;
    }));

    /// <summary>Runs until both directions have ended.</summary>
    public static Task RunAsync(WebSocketLink link, IMaterializer materializer)
    {
        s_blueprint.WithAttributes(new Attributes(new LinkAttribute(link))).Run(materializer);
        return link.Completion;
    }

    /// <summary>The link of the connection that a stage's logic is made for.</summary>
    public static WebSocketLink Link(this Attributes inherited) => inherited.GetAttribute<LinkAttribute>().Link;

    private sealed class LinkAttribute(WebSocketLink link) : Attributes.IAttribute
    {
        public WebSocketLink Link { get; } = link;
    }
}
