using static Microsoft.Playwright.Assertions;

namespace AkkaSocketIo.Browser.Tests;

public class ConversationTests(Chromium chromium) : BrowserTest(chromium)
{
    [ChromiumFact]
    public async Task TwoVisitorsSeeHearAndShowEachOther()
    {
        await using var chat = await ChatProcess.StartAsync();
        var ada = await OpenAsync(chat.Address);
        var grace = await OpenAsync(chat.Address);
        await ada.JoinAsync("Ada");
        await grace.JoinAsync("Grace");
        await Expect(ada.Person("Grace")).ToBeVisibleAsync();
        await Expect(grace.Person("Ada")).ToBeVisibleAsync();

        await ada.Field.PressSequentiallyAsync("Hel");
        await Expect(grace.Typing).ToHaveTextAsync("Ada is typing…");
        await ada.Field.ClearAsync();
        await Expect(grace.Typing).ToBeEmptyAsync();

        await ada.SayAsync("Hello, <b>Grace</b> 😀");
        await Expect(grace.Text("Ada", "Hello, <b>Grace</b> 😀")).ToBeVisibleAsync();
        await Expect(ada.Text("Ada", "Hello, <b>Grace</b> 😀")).ToHaveAttributeAsync("data-state", "sent");
        await grace.SayAsync("Hello, Ada");
        await Expect(ada.Text("Grace", "Hello, Ada")).ToBeVisibleAsync();

        await ada.ShowAsync("page.png", await ada.Page.ScreenshotAsync());
        await Expect(grace.Image("Ada")).ToHaveJSPropertyAsync("naturalWidth", ada.Page.ViewportSize!.Width);
        await Expect(grace.Image("Ada")).ToHaveAttributeAsync("alt", "page.png from Ada");

        await ada.Page.CloseAsync();
        await Expect(grace.Person("Ada")).ToHaveCountAsync(0);
        await Expect(grace.Notice("Ada left")).ToBeVisibleAsync();
        // Nothing comes from elsewhere.
        Assert.All(ada.Requests.Concat(grace.Requests), url => Assert.StartsWith(chat.Address.ToString(), url.Replace("blob:", "", StringComparison.Ordinal), StringComparison.Ordinal));
        await chat.StopAsync();
    }

    [ChromiumFact]
    public async Task ANicknameBelongsToOneVisitorUntilTheyLeave()
    {
        await using var chat = await ChatProcess.StartAsync();
        var ada = await OpenAsync(chat.Address);
        var other = await OpenAsync(chat.Address);
        await ada.JoinAsync("Ada");

        await other.AskAsync("ADA");
        await Expect(other.JoinError).ToHaveTextAsync("This nickname is taken: choose another one.");
        await Expect(other.Page.Locator("#nick")).ToBeFocusedAsync();
        await other.JoinAsync("Lovelace");
        await Expect(ada.Person("Lovelace")).ToBeVisibleAsync();

        await other.LeaveAsync();
        await Expect(ada.Person("Lovelace")).ToHaveCountAsync(0);
        await other.JoinAsync("Lovelace");
        await chat.StopAsync();
    }

    [ChromiumFact]
    public async Task AReloadStaysInTheChat()
    {
        await using var chat = await ChatProcess.StartAsync();
        var ada = await OpenAsync(chat.Address, "#kitchen");
        await ada.JoinAsync("Ada");

        await ada.Page.ReloadAsync();

        await Expect(ada.Title).ToHaveAttributeAsync("data-room", "kitchen");
        await Expect(ada.Person("Ada")).ToHaveCountAsync(1);
        await chat.StopAsync();
    }

    [ChromiumFact]
    public async Task RoomsAreSeparateAndCounted()
    {
        await using var chat = await ChatProcess.StartAsync();
        var ada = await OpenAsync(chat.Address);
        var grace = await OpenAsync(chat.Address);
        var hedy = await OpenAsync(chat.Address);
        await ada.JoinAsync("Ada");
        await grace.JoinAsync("Grace");
        await hedy.JoinAsync("Hedy");
        await Expect(ada.Room("lobby")).ToHaveAttributeAsync("data-people", "3");

        await ada.CreateAsync("kitchen");
        await grace.EnterAsync("kitchen");
        await Expect(hedy.Room("kitchen")).ToHaveAttributeAsync("data-people", "2");
        await Expect(hedy.Room("lobby")).ToHaveAttributeAsync("data-people", "1");
        await Expect(grace.Person("Ada")).ToBeVisibleAsync();
        await Expect(hedy.Person("Ada")).ToHaveCountAsync(0);

        await ada.SayAsync("Only for the kitchen");
        await Expect(grace.Text("Ada", "Only for the kitchen")).ToBeVisibleAsync();
        await hedy.EnterAsync("kitchen");
        await ada.SayAsync("Now for all");
        await Expect(hedy.Text("Ada", "Now for all")).ToBeVisibleAsync();
        await Expect(hedy.Text("Ada", "Only for the kitchen")).ToHaveCountAsync(0);
        await Expect(hedy.Room("lobby")).ToHaveAttributeAsync("data-people", "0");
        await chat.StopAsync();
    }
}
