using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace AkkaSocketIo.BenchServer;

/// <summary>The rival.</summary>
internal sealed class BenchHub : Hub
{
    [SuppressMessage("Performance", "CA1822", Justification = "SignalR calls instance methods only.")]
    public string Echo(string text) => text;

    public Task Bcast(string text) => Clients.All.SendAsync("bcast", text);
}
