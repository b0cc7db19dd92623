using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>Ids that cannot be guessed: 120 random bits, 20 characters that are safe in URLs and actor paths.</summary>
internal static partial class SessionId
{
    public static string New()
    {
        Span<byte> random = stackalloc byte[15];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }

    /// <summary>Whether an id that the application made is as safe.</summary>
    public static bool IsValid([NotNullWhen(true)] string? id) => id is not null && Form().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9_~\-][A-Za-z0-9_~.\-]{0,127}\z")]
    private static partial Regex Form();
}
