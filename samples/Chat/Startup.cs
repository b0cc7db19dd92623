using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.FileProviders;

namespace Chat;

internal static class Startup
{
    extension(WebApplication app)
    {
        /// <summary>Serves the official client, which the build fetched from npm, at /client/socket.io.min.js.</summary>
        public void UseClientScript()
        {
            var folder = Path.Combine(AppContext.BaseDirectory, "client");
            if (!Directory.Exists(folder))
            {
                // A solution builds without npm too; the page then says the same.
                app.Logger.LogWarning("The Socket.IO client is missing: install Node.js with npm and build the sample again.");
                return;
            }

            app.UseStaticFiles(new StaticFileOptions { RequestPath = "/client", FileProvider = new PhysicalFileProvider(folder) });
        }

        public void SayWhereItIs() => app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            foreach (var address in addresses)
                Console.WriteLine($"Chat is at {Reachable(address)}");
        });
    }

    /// <summary>"Any address" is nothing that a browser can be pointed at.</summary>
    private static string Reachable(string address) => address
        .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal);
}
