using System.Buffers.Text;
using System.Security.Cryptography;

namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>Ids that cannot be guessed: 120 random bits, 20 characters that are safe in URLs and actor paths.</summary>
internal static class SessionId
{
    public static string New()
    {
        Span<byte> random = stackalloc byte[15];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
