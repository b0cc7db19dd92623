using System.Buffers;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport.Http;

/// <summary>The bodies of polling, in the form that the session's client speaks.</summary>
internal static class PollingPayload
{
    public const string Text = "text/plain; charset=UTF-8";
    public const string Binary = "application/octet-stream";

    /// <summary>Whether a POST of this type may come in the session: revision 4 has no binary payloads.</summary>
    public static bool Takes(EngineSession session, string? contentType) => session.Form.Revision == 3 || contentType != Binary;

    public static ArrayBufferWriter<byte> Write(EngineSession session, IReadOnlyList<EncodedPacket> packets, out string contentType)
    {
        var form = session.Form;
        var isBinary = !form.TakesBase64 && packets.Any(p => p.Attachments.Length > 0);
        var body = new ArrayBufferWriter<byte>();
        foreach (var packet in packets)
        {
            if (form.Revision == 4)
            {
                Write4(body, packet);
            }
            else if (isBinary)
            {
                Write3Binary(body, packet);
            }
            else
            {
                Write3(body, packet);
            }
        }

        contentType = isBinary ? Binary : Text;
        return form.IsJsonp ? JsonpForm.Wrap(session.Handshake.Query[JsonpForm.IndexKey], body.WrittenSpan) : body;
    }

    /// <summary>Reads packets up to the first error; false says that there was one.</summary>
    public static bool TryRead(EngineSession session, string? contentType, byte[] body, List<EnginePacket> packets)
    {
        var form = session.Form;
        if (form.IsJsonp)
        {
            if (JsonpForm.Unwrap(body) is not { } payload)
            {
                // As in the reference: a form without the field says nothing.
                return true;
            }

            body = payload;
        }

        return form.Revision == 4 ? EngineCodecV4.TryDecodePayload(body, packets)
            : contentType == Binary && !form.IsJsonp ? EngineCodecV3.TryDecodeBinaryPayload(body, packets)
            : EngineCodecV3.TryDecodePayload(body, packets);
    }

    private static void Write4(ArrayBufferWriter<byte> body, EncodedPacket packet)
    {
        if (packet.Text is not null)
        {
            Separate(body);
            body.Write(packet.Text);
        }

        foreach (var attachment in packet.Attachments)
        {
            Separate(body);
            EngineCodecV4.WriteBase64(body, attachment.Span);
        }
    }

    private static void Separate(ArrayBufferWriter<byte> body)
    {
        if (body.WrittenCount > 0)
        {
            body.Write([EngineCodecV4.Separator]);
        }
    }

    private static void Write3(ArrayBufferWriter<byte> body, EncodedPacket packet)
    {
        if (packet.Text is not null)
        {
            EngineCodecV3.WriteText(body, packet.Text);
        }

        foreach (var attachment in packet.Attachments)
        {
            EngineCodecV3.WriteBase64(body, attachment.Span);
        }
    }

    private static void Write3Binary(ArrayBufferWriter<byte> body, EncodedPacket packet)
    {
        if (packet.Text is not null)
        {
            EngineCodecV3.WriteTextToBinary(body, packet.Text);
        }

        foreach (var attachment in packet.Attachments)
        {
            EngineCodecV3.WriteBinary(body, attachment.Span);
        }
    }
}
