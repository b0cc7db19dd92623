using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AkkaSocketIo.Browser.Tests;

/// <summary>The chat as one visitor sees and uses it. It relies on what the head of index.html promises to tests.</summary>
internal sealed class ChatPage
{
    private readonly ConcurrentQueue<string> _requests = new();

    public ChatPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>The addresses that the page has asked for.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public ILocator JoinError => Page.Locator("#join-error");

    public ILocator Transport => Page.Locator("#transport");

    public ILocator Title => Page.Locator("#room-title");

    public ILocator Typing => Page.Locator("#typing");

    public ILocator Field => Page.Locator("#message");

    public ILocator Messages => Page.Locator("#messages");

    public ILocator Person(string nick) => Page.Locator($"#people [data-nick='{nick}']");

    public ILocator Room(string name) => Page.Locator($"#rooms [data-room='{name}']");

    public ILocator Text(string from, string text) =>
        Page.Locator($"#messages [data-kind=text][data-from='{from}']", new() { HasText = text });

    public ILocator Image(string from) => Page.Locator($"#messages [data-kind=image][data-from='{from}'] img");

    public ILocator Notice(string text) => Page.Locator("#messages [data-kind=notice]", new() { HasText = text });

    public Task GoToAsync(Uri address) => Page.GotoAsync(address.ToString());

    /// <summary>Asks to come in under a nickname, and does not wait for the answer.</summary>
    public async Task AskAsync(string nick)
    {
        await Page.Locator("#nick").FillAsync(nick);
        await Page.Locator("#join").ClickAsync();
    }

    public async Task JoinAsync(string nick)
    {
        await AskAsync(nick);
        await Expect(Page.Locator("#chat")).ToBeVisibleAsync();
        await Expect(Transport).ToHaveAttributeAsync("data-state", "connected");
    }

    public Task LeaveAsync() => Page.Locator("#leave").ClickAsync();

    public async Task CreateAsync(string room)
    {
        await Page.Locator("#new-room").FillAsync(room);
        await Page.Locator("#create-room").ClickAsync();
        await Expect(Title).ToHaveAttributeAsync("data-room", room);
    }

    public async Task EnterAsync(string room)
    {
        await Room(room).ClickAsync();
        await Expect(Title).ToHaveAttributeAsync("data-room", room);
    }

    public async Task SayAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    public Task ShowAsync(string name, byte[] image) => Page.Locator("#image").SetInputFilesAsync(new FilePayload
    {
        Name = name,
        MimeType = "image/png",
        Buffer = image,
    });

    public Task PhotographAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Machine.Screenshots, name + ".png") });
}
