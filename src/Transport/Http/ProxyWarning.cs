using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;
using IPNetwork = System.Net.IPNetwork;

namespace AkkaSocketIo.Transport.Http;

/// <summary>Warns, once for each endpoint, of a proxy whose clients' addresses the application does not look at.</summary>
internal sealed class ProxyWarning(ILogger log)
{
    private static readonly IPNetwork[] s_private = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];

    private int _warned;

    public void Look(HttpContext context)
    {
        // ASP.NET's middleware takes what it has used out of the one header and puts the proxy's address into the other.
        var headers = context.Request.Headers;
        if (Volatile.Read(ref _warned) == 0
            && headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
            && !headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
            && IsNear(context.Connection.RemoteIpAddress)
            && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            log.ForwardedHeadersUnused(context.Connection.RemoteIpAddress);
        }
    }

    /// <summary>Anybody can send the header; a peer on the same machine or site is likely to be a proxy. A Unix socket has no address.</summary>
    private static bool IsNear(IPAddress? address)
    {
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return address is null || IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal
            || s_private.Any(n => n.Contains(address));
    }
}
